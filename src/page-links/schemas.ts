import { type Static, Type } from '@sinclair/typebox'
import { PageLinkMaker } from '../rules/people/page-links.ts'
import { id, instant, ref, thing } from '../shared/schema.ts'

export const PageLink = thing(
  'PageLink',
  'A link that opens the person’s pages of a case, once. It is told this once.',
  {
    id: id(),
    caseId: id(),
    madeAs: ref(PageLinkMaker, {
      description:
        'Who made it, in whose name the pages ask. Pages of a link that the care coordinator made only show.',
    }),
    path: Type.String({
      description:
        'Where the pages open: put the address of this service before it. It is a secret: show it to whoever it is for alone, as a link or as a code to scan.',
      examples: ['/pages/open/AZqz8FwefUSaOx8uPUxbagk3…'],
    }),
    expiresAt: instant(),
  },
)
export type PageLink = Static<typeof PageLink>
export const pageLinkSchemas = [PageLink]
