import { code, happened } from './facts.ts'

const madeAs = () =>
  code('Who made the link: the person, their care coordinator, or who acts or speaks for them.', 'person')

/** What happens to the links that open a person's pages. */
export const pageLinkEvents = {
  'page-link.made': happened('access', 'A link was made that opens the person’s pages of the case, once.', {
    madeAs: madeAs(),
  }),
  'page-link.opened': happened('access', 'Somebody opened the person’s pages of the case by such a link.', {
    madeAs: madeAs(),
  }),
}
