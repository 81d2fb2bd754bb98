import { beginCase } from '../cases/begin-case.ts'
import { findToOpen, requireNoDeath, requireNoneInFlight } from '../cases/find-to-open.ts'
import { insertIdentifiers, listNumbersOf } from '../identifiers/repository.ts'
import { listPeopleByIdentifiers } from '../people/bringing-over-repository.ts'
import { lockPeople } from '../people/lock-people-repository.ts'
import { orThrow } from '../platform/http/errors.ts'
import { identifierTaken, tokenOf } from '../rules/people/identifiers.ts'
import {
  differs,
  itself,
  type LineKind,
  made,
  noteMatched,
  refusalOf,
  refusedAt,
  thereAlready,
  underIdentifier,
} from './judged.ts'
import type { CaseLine } from './line-schemas.ts'
import { listCasesByIdentifiers, listCoordinators, listSchemeIds, listTrustIds } from './looking-up-repository.ts'

/** What the rules of opening a case call otherwise. */
const names = { '/personId': '/person', '/schemeId': '/schemeCode', '/trustId': '/trustCode' }
/** The same of whoever is to be the care coordinator, as `addCaseMember` asks it. */
const noSuchCoordinator =
  'is no confirmed account of somebody who is registered as staff with an organisation that sends care coordinators'
const noSuch = 'names nothing that exists here, or nothing of this kind'

/**
 * Opens cases by the rules by which one is opened, at their beginning and nowhere else: what was decided, signed or agreed in another system was not
 * decided here, and the person is asked here what would help. The ground that is kept is that the commissioner brought it over.
 */
export const cases: LineKind<CaseLine> = {
  check(value) {
    orThrow(underIdentifier(identifierTaken('case', value.identifier)))
    return value
  },
  once: (value) => [itself(value)],
  async keep(tx, context, lines, { dryRun, madeBefore }) {
    const { actor, now } = context
    const [known, people, schemes, trusts, coordinators] = await Promise.all([
      listCasesByIdentifiers(
        tx,
        actor,
        lines.map(({ value }) => tokenOf(value.identifier)),
      ),
      listPeopleByIdentifiers(tx, actor, [...new Set(lines.map(({ value }) => tokenOf(value.person)))]),
      listSchemeIds(tx, actor, [...new Set(lines.map(({ value }) => value.schemeCode))]),
      listTrustIds(tx, actor, [...new Set(lines.map(({ value }) => value.trustCode))]),
      listCoordinators(tx, actor, [...new Set(lines.flatMap(({ value }) => value.careCoordinator ?? []))]),
    ])
    // By who they are: another system can know one person by two identifiers.
    const once = (personId: string, schemeCode: string) => `case ${personId} ${schemeCode}`
    const had = await madeBefore(
      lines.flatMap(({ value }) => {
        const personId = people.get(tokenOf(value.person))?.id
        return personId ? once(personId, value.schemeCode) : []
      }),
    )
    const personIds = [...people.values()].flatMap((person) => person?.id ?? [])
    noteMatched(
      tx,
      [...personIds, ...[...known.values()].flatMap(({ open, personId }) => (open ? personId : []))],
      lines,
      ({ identifier, person }) =>
        Boolean(people.get(tokenOf(person))) || (known.get(tokenOf(identifier))?.open ?? false),
    )
    // Each is locked again by its line: in the order of the file, which another writer does not know.
    const [, numbers] = await Promise.all([lockPeople(tx, actor, personIds), listNumbersOf(tx, actor, personIds)])
    const judged = []
    // One after the other: each asks whether the person has a case already, that of a line before too.
    for (const { line, value } of lines) {
      const who = people.get(tokenOf(value.person))
      const personId = who?.id
      const schemeId = schemes.get(value.schemeCode)
      const trustId = trusts.get(value.trustCode)
      const coordinator = value.careCoordinator ? coordinators.get(value.careCoordinator) : null
      const before = known.get(tokenOf(value.identifier))
      if (before && !before.open)
        judged.push(refusedAt(line, '/identifier', 'identifier-taken', 'is the identifier of something else'))
      else if (!personId) judged.push(refusedAt(line, '/person', 'reference-unknown', 'names nobody who is known here'))
      else if (had.has(once(personId, value.schemeCode)))
        judged.push(refusedAt(line, '/person', 'repeated', 'has a case in this scheme in a line before this one'))
      else if (!schemeId) judged.push(refusedAt(line, '/schemeCode', 'reference-unknown', noSuch))
      else if (!trustId) judged.push(refusedAt(line, '/trustCode', 'reference-unknown', noSuch))
      else if (coordinator === undefined)
        judged.push(refusedAt(line, '/careCoordinator', 'reference-unknown', noSuchCoordinator))
      else if (before) {
        const others = [
          ...(before.personId === personId ? [] : ['/person']),
          ...(before.schemeId === schemeId ? [] : ['/schemeCode']),
          ...(before.trustId === trustId ? [] : ['/trustCode']),
        ]
        judged.push(others.length === 0 ? thereAlready(line, before.id) : differs(line, others))
      } else
        try {
          orThrow(underIdentifier(identifierTaken('case', value.identifier, numbers.get(personId) ?? [])))
          const entryStatus = value.entryStatus ?? null
          const { person, scheme } = await findToOpen(tx, context, { personId, schemeId, trustId, entryStatus })
          await requireNoneInFlight(tx, actor, personId, scheme.id)
          await requireNoDeath(tx, actor, personId, true)
          if (dryRun) {
            had.add(once(personId, value.schemeCode))
            judged.push(made(line, null))
            continue
          }
          const caseId = await beginCase(tx, context, {
            personId,
            person,
            scheme,
            trustId,
            opening: { ground: 'brought-over', by: actor.actorId, organisationId: actor.organisationId, entryStatus },
            coordinator,
          })
          const of = { kind: 'case', id: caseId } as const
          await insertIdentifiers(tx, actor, [{ of, identifier: value.identifier }], now)
          had.add(once(personId, value.schemeCode))
          judged.push(made(line, caseId))
        } catch (error) {
          judged.push(refusalOf(line, error, names))
        }
    }
    return judged
  },
}
