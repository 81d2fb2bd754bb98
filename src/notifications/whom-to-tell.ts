import { type Member, mayBeTold, type TeamOfCase } from './cases-repository.ts'
import type { ToTell } from './reading-repository.ts'

export type Teams = ReadonlyMap<string, TeamOfCase>
export type What = Pick<ToTell, 'kind' | 'about'> & { readonly decisionId?: string }

export const toPerson = ({ caseId, personId }: Pick<TeamOfCase, 'caseId' | 'personId'>, what: What): ToTell => ({
  ...{ decisionId: null, ...what, caseId, personId, actorId: null },
})

/** To those on the team who could read it, where it is said to which of them. */
export const toMembers = (team: TeamOfCase, what: What, isTo: (member: Member) => boolean = () => true): ToTell[] =>
  team.members
    .filter((member) => mayBeTold(team, member, what.kind) && isTo(member))
    .map(({ actorId }) => ({ ...toPerson(team, what), actorId }))
