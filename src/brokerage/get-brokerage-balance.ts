import type { Static } from '@sinclair/typebox'
import { getRulesOfCase } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { brokerageBalance } from '../rules/planning/brokerage.ts'
import { sumMinutes } from './repository.ts'
import type { BrokerageBalance } from './schemas.ts'

/** The minutes that the scheme gives, and what is spent of them. */
export async function getBrokerageBalance(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<Static<typeof BrokerageBalance> | undefined> {
  const [rules, spent] = await Promise.all([getRulesOfCase(reads, actor, caseId), sumMinutes(reads, actor, caseId)])
  return rules && brokerageBalance(rules, spent)
}
