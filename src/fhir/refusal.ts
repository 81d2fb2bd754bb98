import type { OperationOutcomeIssue } from '@medplum/fhirtypes'

/** What FHIR itself has refused: how it was asked, not what the service says of it. The text goes to the public. */
export class FhirRefusal extends Error {
  override name = 'FhirRefusal'
  readonly statusCode: number
  readonly issue: OperationOutcomeIssue['code']

  constructor(statusCode: 400 | 405 | 406, issue: OperationOutcomeIssue['code'], text: string) {
    super(text)
    this.statusCode = statusCode
    this.issue = issue
  }
}

/** A parameter of a search that is not as it should be. */
export const wrongParameter = (name: string, why: string): FhirRefusal =>
  new FhirRefusal(400, 'invalid', `The parameter ${name} ${why}.`)
