/**
 * What each JSON column holds. `unknown` where the type belongs to a domain, which the ground under all domains may not import,
 * and for rules, which are read by the functions that know their format. A JSON column that is missing here does not compile.
 */
export interface JsonColumns {
  'audit_entry.facts': unknown
  'budget_calculation.facts': unknown
  'budget_calculation.inputs': unknown
  'budget_calculation.shares': unknown
  'budget_calculation.steps': unknown
  'decision.lines': unknown
  'decision.reasons': unknown
  'decision.shares': unknown
  'expression_of_interest.content': unknown
  'indicative_budget.shares': unknown
  'information_request.items': unknown
  'needs_assessment.content': unknown
  'review.content': unknown
  'review.route': unknown
  'scheme_draft.rules': unknown
  'scheme_version.rules': unknown
  'simulation.result': unknown
  'simulation.rules': unknown
  'support_plan.content': unknown
  'support_plan_version.content': unknown
  'vote.reasons': unknown
}
