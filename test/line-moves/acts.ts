import type { LineMove } from '../../src/line-moves/schemas.ts'
import type { MoneyRules } from '../../src/rules/scheme/money-rules.ts'
import type { Client, RequestOptions } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { type SchemeCode, tenants } from '../support/seed.ts'
import type { Service } from '../support/service.ts'

export const aMove = { from: 'drum-kit', to: 'mattress', amountPence: 2_500, words: 'The drums were cheaper.' }

/** Moves £25.00 from the drum kit to the mattress, at the person's own word, unless the test says otherwise. */
export const move = (journey: Journey, more: object = {}, client: Client = journey.person, options?: RequestOptions) =>
  client.post<LineMove>(`/v1/cases/${journey.ids.caseId}/line-moves`, { ...aMove, ...more }, options)

/** Has a scheme of the seeds say something else of money. Before anything is asked of it: rules that were read stay read. */
export async function sayOfMoney(service: Service, scheme: SchemeCode, money: Partial<MoneyRules>): Promise<void> {
  await service.database.sql(
    `update scheme_version set rules = (jsonb_set(rules::jsonb, '{money}', (rules::jsonb -> 'money') || $2::jsonb))::json where scheme_id = $1`,
    [tenants.QYG.schemes[scheme], JSON.stringify(money)],
  )
}
