import { findCase } from '../case-access/repository.ts'
import { rowTold } from '../case-access/visible-repository.ts'
import { Identifiers, SystemIdentifiers } from '../identifiers/schemas.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { findPersonInBrief } from './brief-repository.ts'
import { changePerson } from './change-person.ts'
import { confirmIdentity } from './confirm-identity.ts'
import { getPerson } from './get-person.ts'
import { listUnconfirmed } from './identity-repository.ts'
import { IdentityConfirmation, NewIdentityConfirmation, UnconfirmedIdentityPage } from './identity-schemas.ts'
import { registerPerson } from './register-person.ts'
import { NewPerson, Person, PersonInBrief, PersonPatch, PersonSearch, PersonSearchResult } from './schemas.ts'
import { searchPeople } from './search-people.ts'
import { setPersonIdentifiers } from './set-person-identifiers.ts'

export const peopleOperations = operationsOf('People', [
  write('registerPerson', 'POST /people', {
    summary: 'Register a person',
    description: 'A person is born today or earlier, and not before 1900.',
    permission: 'person:write',
    problems: [409],
    body: NewPerson,
    gives: { 201: Person },
    run: registerPerson,
  }),
  write('searchPeople', 'POST /people/searches', {
    summary: 'Find a person by NHS number or another identifier, and a second fact',
    description:
      'Answers with no more than it takes to say that it is them. It is limited for each actor, in the hour and in the day, and is kept nowhere but in the audit, without what was sent.',
    permission: 'person:search',
    everyTime: true,
    body: PersonSearch,
    gives: { 200: PersonSearchResult },
    run: searchPeople,
  }),
  get('getPerson', '/people/:personId', {
    summary: 'Read a person',
    permission: 'person:read',
    gives: Person,
    read: getPerson,
    tell: ({ version: _, ...person }) => person,
    versioned: true,
  }),
  get('getPersonOfCase', '/cases/:caseId/person', {
    summary: 'Read who the person of a case is, and how to speak with them',
    permission: 'case:read',
    view: 'communication',
    gives: PersonInBrief,
    of: findCase,
    read: findPersonInBrief,
  }),
  write('changePerson', 'PATCH /people/:personId', {
    summary: 'Update a person’s details',
    description:
      'A person is born today or earlier, and not before 1900. Identifiers of other systems that have a new NHS number in them go, also those of the cases and plans of the person.',
    permission: 'person:write',
    ifMatch: 'required',
    problems: [409],
    body: PersonPatch,
    gives: { 200: Person },
    run: changePerson,
  }),
  write('setPersonIdentifiers', 'POST /people/:personId/identifiers', {
    summary: 'Set what another system knows a person by',
    description:
      'Sent again, it changes nothing. No two people have the same identifier of one system, and where two records of one person are joined, theirs go over to the one that goes on. What reads as an NHS number is refused where no NHS number is recorded, and the number of the person is refused wherever it stands. That one is taken counts as a search that you made (`rate-limited`).',
    permission: 'identifier:write',
    view: 'identity',
    problems: [409, 422],
    body: SystemIdentifiers,
    gives: { 200: Identifiers },
    run: setPersonIdentifiers,
  }),
  write('confirmIdentity', 'POST /people/:personId/identity-confirmations', {
    summary: 'Confirm who a person is',
    description:
      'By a member of staff who neither registered the person nor takes part in a case of theirs, and who then decides on no plan of theirs. Until then each plan goes up a tier. A change of the name, the NHS number or the date of birth takes it back.',
    permission: 'identity:confirm',
    view: 'communication',
    problems: [409, 422],
    body: NewIdentityConfirmation,
    gives: { 201: IdentityConfirmation },
    run: confirmIdentity,
  }),
  list('listUnconfirmedIdentities', '/unconfirmed-identities', {
    summary: 'List the cases under way whose person nobody independent has confirmed, newest first',
    permission: 'identity:confirm',
    view: 'summary',
    gives: UnconfirmedIdentityPage,
    tellsOf: rowTold,
    read: listUnconfirmed,
    tell: ({ of: _, ...unconfirmed }) => unconfirmed,
  }),
])
