import type { Actor } from '../platform/access/access.ts'
import { mostSecondsBehind } from '../platform/access/authenticator.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { londonDate } from '../shared/dates.ts'
import { addStaffAccount } from './add-staff-account.ts'
import { confirmStaffAccount } from './confirm-staff-account.ts'
import { endStaffMember, type OnLeaving } from './end-staff-member.ts'
import {
  BrokerQualification,
  BrokerQualificationPage,
  LapsingQualificationPage,
  NewBrokerQualification,
} from './qualification-schemas.ts'
import { listLapsingQualifications, listQualifications } from './qualifications-repository.ts'
import { recordBrokerQualification } from './record-broker-qualification.ts'
import { registerStaffMember } from './register-staff-member.ts'
import { findStaffMember, listStaffMembers } from './repository.ts'
import { NewStaffMember, StaffAccountInput, StaffMember, StaffMemberPage } from './schemas.ts'

/** Whose register an actor reads: everybody's, with the commissioner; elsewhere that of their organisation. */
const registerOf = ({ organisationId, ofCommissioner }: Actor) =>
  ofCommissioner ? undefined : (organisationId ?? undefined)

export const staffOperations = (onLeaving: OnLeaving) =>
  operationsOf('Staff', [
    write('registerStaffMember', 'POST /staff-members', {
      summary: 'Register a member of staff with their first account',
      description:
        'By a manager of the organisation or the commissioner. A second person confirms the account before it counts.',
      permission: 'staff:write',
      problems: [409, 422],
      body: NewStaffMember,
      gives: { 201: StaffMember },
      run: registerStaffMember,
    }),
    list('listStaffMembers', '/staff-members', {
      summary: 'List members of staff, newest first',
      permission: 'staff:read',
      gives: StaffMemberPage,
      tellsOf: nobody,
      read: (reads, actor, page) => listStaffMembers(reads, actor, registerOf(actor), page),
    }),
    get('getStaffMember', '/staff-members/:staffMemberId', {
      summary: 'Read a member of staff and their accounts',
      permission: 'staff:read',
      gives: StaffMember,
      read: async (reads, actor, id) => {
        const member = await findStaffMember(reads, actor, id)
        return member && [undefined, member.organisationId].includes(registerOf(actor)) ? member : undefined
      },
    }),
    write('addStaffAccount', 'POST /staff-members/:staffMemberId/accounts', {
      summary: 'Add a further account of a member of staff',
      permission: 'staff:write',
      problems: [409],
      body: StaffAccountInput,
      gives: { 201: StaffMember },
      run: addStaffAccount,
    }),
    write('confirmStaffAccount', 'POST /staff-members/:staffMemberId/accounts/confirmation', {
      summary: 'Confirm that an account is that of a member of staff',
      description: 'By another human than who added it, and than whose it is.',
      permission: 'staff:write',
      problems: [409, 422],
      body: StaffAccountInput,
      gives: { 200: StaffMember },
      run: confirmStaffAccount,
    }),
    write('endStaffMember', 'POST /staff-members/:staffMemberId/ending', {
      summary: 'End somebody’s work here, for each of their accounts',
      description: `What they may do as staff ends within ${mostSecondsBehind} seconds, with a token that is good as well. Their places on cases and the delegations by them and to them end with it. What they did stays theirs.`,
      permission: 'staff:write',
      problems: [409],
      gives: { 200: StaffMember },
      run: (tx, context, id) => endStaffMember(tx, context, id, onLeaving),
    }),
    write('recordBrokerQualification', 'POST /staff-members/:staffMemberId/broker-qualifications', {
      summary: 'Record what a broker was trained in, or is accredited for',
      description:
        'By who coordinates the brokers of their organisation, or an officer of the commissioner, who saw it. Nobody records their own. A scheme says what its brokers need (`brokerage.brokersNeed`), and nobody without it is given to a person.',
      permission: 'broker:write',
      problems: [403, 409],
      body: NewBrokerQualification,
      gives: { 201: BrokerQualification },
      run: recordBrokerQualification,
    }),
    list('listBrokerQualifications', '/staff-members/:staffMemberId/broker-qualifications', {
      summary: 'List what a broker was trained in, newest first',
      permission: 'broker:read',
      gives: BrokerQualificationPage,
      of: async (reads, actor, id) => {
        const member = await findStaffMember(reads, actor, id)
        return member && [undefined, member.organisationId].includes(registerOf(actor)) ? member : undefined
      },
      read: listQualifications,
    }),
    list('listLapsingQualifications', '/lapsing-broker-qualifications', {
      summary:
        'List the training and accreditation of brokers that lapses within 60 days, or has lapsed, the soonest first',
      permission: 'broker:read',
      gives: LapsingQualificationPage,
      tellsOf: nobody,
      place: 'day and id',
      read: (reads, actor, page, now) =>
        listLapsingQualifications(reads, actor, registerOf(actor), page, londonDate(now)),
      tell: ({ place: _, ...lapsing }) => lapsing,
    }),
  ])
