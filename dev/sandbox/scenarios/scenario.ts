/** Somebody who stands at a station of a scheme: `merseyside/plan-signed`. */
export interface Scenario {
  readonly name: string
  readonly caseId: string
  readonly personId: string
}
