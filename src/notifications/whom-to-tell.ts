import { type Member, mayBeTold, type OpenWait, type TeamOfCase } from './cases-repository.ts'
import type { ToTell } from './reading-repository.ts'
import type { HoldersOf } from './role-holders-repository.ts'

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

/** What is waited for, and who holds the roles that are. */
export interface Waits {
  readonly waits: readonly OpenWait[]
  readonly holders: HoldersOf
}

/** To those who hold the role that is waited for, where nobody on the team is. */
export const toHolders = (team: TeamOfCase, what: What, wait: OpenWait, holders: HoldersOf): ToTell[] =>
  holders(wait)
    .filter((actorId) => !wait.notBy.includes(actorId))
    .map((actorId) => ({ ...toPerson(team, what), actorId }))
