import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { delegateSignOff } from './delegate-sign-off.ts'
import { endDelegation } from './end-delegation.ts'
import { findDelegation, listDelegations } from './repository.ts'
import { Delegation, DelegationPage, NewDelegation } from './schemas.ts'

export const delegationOperations = operationsOf('Delegations', [
  write('delegateSignOff', 'POST /delegations', {
    summary: 'Delegate the sign-off of a tier',
    description:
      'By the holder; where the holder decides alone, also by their team manager or the commissioner. The holder is registered staff, and it lasts six months at most. The delegate sees what waits for the holder and may decide on it, never on a plan that they wrote, signed or that is their own, nor on a case on whose team they are.',
    permission: 'delegation:write',
    problems: [409, 422],
    body: NewDelegation,
    gives: { 201: Delegation },
    run: delegateSignOff,
  }),
  list('listDelegations', '/delegations', {
    summary: 'List who stands in for whom, newest first',
    permission: 'delegation:read',
    gives: DelegationPage,
    tellsOf: nobody,
    read: listDelegations,
  }),
  get('getDelegation', '/delegations/:delegationId', {
    summary: 'Read who stands in for whom',
    permission: 'delegation:read',
    gives: Delegation,
    read: findDelegation,
  }),
  write('endDelegation', 'POST /delegations/:delegationId/ending', {
    summary: 'End a delegation before its last day',
    permission: 'delegation:write',
    problems: [409],
    gives: { 200: Delegation },
    run: endDelegation,
  }),
])
