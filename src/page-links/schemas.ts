import { type Static, Type } from '@sinclair/typebox'
import { pageLinkMakers } from '../rules/people/page-links.ts'
import { id, instant, oneOf, ref, thing } from '../shared/schema.ts'

const PageLinkMaker = oneOf(pageLinkMakers, {
  $id: 'PageLinkMaker',
  description:
    'Who made a link to the pages: the person, or the care coordinator who is with them. Pages that staff made the link of only show.',
})

export const PageLink = thing(
  'PageLink',
  'A link that opens the person’s pages of a case, once. It is told this once.',
  {
    id: id(),
    caseId: id(),
    madeAs: ref(PageLinkMaker),
    path: Type.String({
      description:
        'Where the pages open: put the address of this service before it. It is a secret: show it to the person alone, as a link or as a code to scan.',
      examples: ['/pages/open/AZqz8FwefUSaOx8uPUxbagk3…'],
    }),
    expiresAt: instant(),
  },
)
export type PageLink = Static<typeof PageLink>
export const pageLinkSchemas = [PageLink]
