import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes'
import type { Problem } from '../platform/http/errors.ts'
import { systems } from './systems.ts'

type Code = OperationOutcomeIssue['code']

/** The type of an issue by the status of the service's own problem (FHIR R4, value set issue-type). */
const byStatus: Readonly<Record<number, Code>> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  406: 'not-supported',
  408: 'timeout',
  409: 'conflict',
  413: 'too-long',
  415: 'not-supported',
  422: 'processing',
  429: 'throttled',
  503: 'transient',
}

/** The one place where a refusal becomes an OperationOutcome. The code of the service’s problem goes along, by which its page is found. */
export function outcomeOf(problem: Problem): OperationOutcome {
  const details = { coding: [{ system: systems.problem, code: problem.code }], text: problem.message }
  const issue = { severity: 'error', code: byStatus[problem.status] ?? 'exception', details } as const
  return { resourceType: 'OperationOutcome', issue: [issue] }
}

/** The same of what FHIR itself has refused, or wants to say. */
export const outcomeSaying = (
  severity: OperationOutcomeIssue['severity'],
  code: Code,
  text: string,
): OperationOutcome => ({ resourceType: 'OperationOutcome', issue: [{ severity, code, details: { text } }] })
