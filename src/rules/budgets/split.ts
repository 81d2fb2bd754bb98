import { type Pence, splitPence, sumPence } from '../../shared/money.ts'
import { refuse } from '../../shared/outcome.ts'
import type { Funder, SplitRules } from './budget-rules.ts'
import type { BudgetRefusal, BudgetResult, CalculationStep } from './calculation.ts'
import type { BudgetFacts, LayeredInputs } from './inputs.ts'

/** The parts of an amount by the basis points of each funder; together the amount to the penny. */
export function sharesOf(
  amountPence: Pence,
  shares: readonly { readonly funder: Funder; readonly basisPoints: number }[],
): BudgetResult['shares'] {
  const parts = splitPence(
    amountPence,
    shares.map((share) => share.basisPoints),
  )
  return shares.map(({ funder }, index) => ({ funder, amountPence: parts[index] ?? 0 }))
}

interface Split {
  readonly steps: readonly CalculationStep[]
  readonly amountPence: Pence
  readonly shares: BudgetResult['shares']
}

/**
 * Who pays: one funder; each its percentage (S3, Lambeth: often 50:50); a pool, where nobody has to say whether a need is health or
 * social care (S3, West Sussex); or an existing social-care budget with a health element on top that the GP agrees (S3, South Kent Coast).
 */
export function split(
  rules: SplitRules,
  amountPence: Pence,
  { socialCare, gpAgreement, entryStatus }: LayeredInputs & Pick<BudgetFacts, 'entryStatus'>,
): Split | BudgetRefusal {
  switch (rules.kind) {
    case 'single':
      return { steps: [], amountPence, shares: [{ funder: rules.host, amountPence }] }
    case 'unattributed':
      return shared(rules, amountPence, [{ funder: 'pool', amountPence }])
    case 'percentage':
      return shared(rules, amountPence, sharesOf(amountPence, rules.shares))
    case 'layered': {
      if (!socialCare && entryStatus !== 'without-social-care-budget')
        return refuse(
          'social-care-budget-missing',
          'The scheme adds a health element to a social-care budget that the person has already',
          '/socialCare',
        )
      if (!gpAgreement)
        return refuse(
          'gp-agreement-missing',
          'The GP agrees the health need before the health element is worked out',
          '/gpAgreement',
        )
      // Who came without a social-care budget was assessed by both bodies, and has the health element alone until the council adds to it.
      if (!socialCare) return shared(rules, amountPence, [{ funder: 'commissioner', amountPence }])
      const whole = sumPence([amountPence, socialCare.amountPence])
      const base: CalculationStep = {
        rule: 'social-care-budget',
        citation: rules.source,
        inputs: { reference: socialCare.reference },
        operation: 'add',
        amountPence: socialCare.amountPence,
      }
      const shares = [
        { funder: 'local-authority', amountPence: socialCare.amountPence },
        { funder: 'commissioner', amountPence },
      ] as const
      const rest = shared(rules, whole, shares)
      return { ...rest, steps: [base, ...rest.steps] }
    }
  }
}

function shared(rules: SplitRules, amountPence: Pence, shares: BudgetResult['shares']): Split {
  const step: CalculationStep = {
    rule: `split-${rules.kind}`,
    citation: rules.source,
    inputs: Object.fromEntries(shares.map((share) => [share.funder, share.amountPence])),
    operation: 'share',
    amountPence: 0,
  }
  return { steps: [step], amountPence, shares }
}
