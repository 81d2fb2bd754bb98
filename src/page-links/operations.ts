import { operationsOf, write } from '../platform/http/operations.ts'
import { hoursSessionLasts, minutesLinkHolds, minutesSessionIdle } from '../rules/people/page-links.ts'
import { createPageLink } from './create-page-link.ts'
import { PageLink } from './schemas.ts'

export const pageLinkOperations = operationsOf('Access', [
  write('createPageLink', 'POST /cases/:caseId/page-links', {
    summary: 'Make a link that opens the person’s pages of a case',
    description: `By the person, by who acts or speaks for them (a representative or an advocate on the team), or by their care coordinator who is with them. It opens once, within ${minutesLinkHolds} minutes. A new link of the person or of the care coordinator replaces one of either that nobody has opened, and closes the pages that an earlier link of the person, or of the care coordinator, whoever makes it, has opened; one of who acts or speaks for the person replaces and closes their own alone. The pages are of this case alone, until they are closed, nobody used them for ${minutesSessionIdle} minutes, ${hoursSessionLasts} hours are over, or the sign-in or the place on the team that made the link has ended. By the person’s own link they act as the person. By that of who acts or speaks for them they act as these, who see what they may see elsewhere, and whose signature and words are kept as theirs. By a care coordinator’s they show what the coordinator may see, are logged as the coordinator’s looks and change nothing: the person signs and appeals with a link of their own. The link is kept nowhere: whoever repeats the Idempotency-Key is told that it was made (\`answer-not-kept\`), and makes another with another key. Each link is an event of the case, which the person reads.`,
    permission: 'page:link',
    problems: [403],
    gives: { 201: PageLink },
    run: createPageLink,
  }),
])
