import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { theTenant } from '../platform/database/slots.ts'
import type { CaseFacts } from '../rules/progress/facts.ts'

/** That a row, by its name in the statement, is of the case `c`. */
export const ofCase = (alias: string) =>
  sql`${sql.ref(`${alias}.commissioner_id`)} = ${theTenant} and ${sql.ref(`${alias}.case_id`)} = c.case_id`

/** Whether the person of the case `c` is taken for dead: they died, or it was said that they did. */
export const died = sql<boolean>`exists (select from budget_case b left join death_report h
    on h.commissioner_id = ${theTenant} and h.case_id = b.case_id and h.closed_at is null
  where b.commissioner_id = ${theTenant} and b.person_id = c.person_id and (b.ending = 'died' or h.case_id is not null) offset 0)`

/**
 * That the account was given by somebody who acted for the person and does not any more: it may be their own. They act still by a place that they
 * had when they gave it and that reaches money; one that they were given since says nothing of what they gave before.
 */
export const giverLeft = (
  account: string,
) => sql<boolean>`exists (select from case_member m where m.commissioner_id = ${theTenant}
  and m.case_id = ${sql.ref(`${account}.case_id`)} and m.actor_id = ${sql.ref(`${account}.proposed_by`)} and m.case_role = 'representative'
  and m.joined_at <= ${sql.ref(`${account}.proposed_at`)} and coalesce(m.left_at >= ${sql.ref(`${account}.proposed_at`)}, true)
  and not exists (select from case_member n where n.commissioner_id = ${theTenant} and n.case_id = m.case_id and n.actor_id = m.actor_id
    and n.case_role = 'representative' and n.joined_at <= ${sql.ref(`${account}.proposed_at`)} and place_holds(n.left_at, n.until_on)
    and coalesce((select r.for_property and coalesce(r.until_on >= current_day(), true) from representation r
      where r.commissioner_id = ${theTenant} and r.case_member_id = n.case_member_id), true) offset 0) offset 0)`
/** The same of who gave it and still acts, or never did. */
export const giverStays = sql<boolean>`not ${giverLeft('bank_account')}`

const paysPerson = sql<boolean>`exists (select from plan_line l where ${ofCase('l')} and l.status = 'active' and l.deployment = 'direct-payment' offset 0)`

/** The account of the case `c` that is paid into no longer, since who gave it acts for the person no more; null where it has none such, or nothing is paid into one. */
export const accountOfLeft = sql<{
  id: string
} | null>`(select json_build_object('id', a.bank_account_id) from bank_account a
  where ${ofCase('a')} and a.status = 'confirmed' and ${paysPerson} and ${giverLeft('a')})`

/** Whether a line of the plan in force of the case `c` is a direct payment, and no account was given that is confirmed, or can be: nobody confirms one whose giver left. */
export const accountMissing = sql<boolean>`(${paysPerson}
  and not exists (select from bank_account a where ${ofCase('a')}
    and (a.status = 'confirmed' or a.status = 'proposed' and not ${giverLeft('a')}) offset 0))`

/** The lines of the plan in force of the case `c` whose money is in somebody's hands, or is to be by a choice that waits, and who of the two has not signed that. */
export const agreementsToSign = sql<
  CaseFacts['agreementsToSign']
>`coalesce((select json_agg(json_build_object('id', l.plan_line_id, 'by', array(
        select u.party from (values ('person', d.person_signed_at), ('commissioner', d.commissioner_signed_at)) u (party, at) where u.at is null))
      order by l.plan_line_id)
    from plan_line l
    left join lateral (select h.deployment, h.instrument, h.holder_id, h.took_effect_at from line_holding h
      where h.commissioner_id = ${theTenant} and h.plan_line_id = l.plan_line_id order by h.line_holding_id desc limit 1) h on h.took_effect_at is null
    left join deployment_agreement d on ${ofCase('d')} and d.ended_at is null and d.line = l.key
      and (d.deployment, d.instrument) = (coalesce(h.deployment, l.deployment), coalesce(h.instrument, l.instrument))
      and d.holder_id is not distinct from case when h.deployment is null then l.holder_id else h.holder_id end
    where ${ofCase('l')} and l.status = 'active' and coalesce(h.deployment, l.deployment) <> 'notional'
      and (d.person_signed_at is null or d.commissioner_signed_at is null)), '[]')`

/** That the signature `s` counts: one that the person says is not theirs does not, and nothing that is made of signatures has it. */
export const signatureCounts = sql<SqlBool>`not exists (select from said_for f where f.commissioner_id = ${theTenant}
  and f.said_for_id = s.said_for_id and f.objected_at is not null)`

type MoneyFact =
  | 'offPlanRequests'
  | 'waitingClaims'
  | 'spendingQuestions'
  | 'spendingChecks'
  | 'payeeQuestions'
  | 'missingReceipts'

/** What waits for a decision about the money of the case `c`, or for a receipt. */
export const factsOfMoney: { readonly [Fact in MoneyFact]: RawBuilder<CaseFacts[Fact]> } = {
  offPlanRequests: sql`coalesce((select json_agg(json_build_object('id', f.off_plan_request_id, 'tier', f.tier, 'notBy', array[f.asked_by]) order by f.off_plan_request_id)
      from off_plan_request f where ${ofCase('f')} and f.status = 'waiting'), '[]')`,
  waitingClaims: sql`coalesce((select json_agg(json_build_object('id', w.waiting_claim_id, 'tier', w.tier, 'notBy', array[w.claimed_by]) order by w.waiting_claim_id)
      from waiting_claim w where ${ofCase('w')} and w.status = 'waiting'), '[]')`,
  spendingQuestions: sql`coalesce((select json_agg(json_build_object('id', s.spending_question_id) order by s.spending_question_id)
      from spending_question s where ${ofCase('s')} and s.closed_at is null), '[]')`,
  // Who may not decide, as `decideSpendingCheck` refuses them: who wrote, asked, claimed or bought on the case, or refused the same words before; of a payee, who asked, or refused them before.
  spendingChecks: sql`coalesce((select json_agg(json_build_object('id', s.spending_check_id, 'about', s.about, 'notBy', array(
        select s.asked_by union select unnest(p.author_ids) from support_plan p where ${ofCase('p')} and s.about = 'words'
        union select b.bought_by from purchase b where ${ofCase('b')} and s.about = 'words'
        union select f.asked_by from off_plan_request f where ${ofCase('f')} and s.about = 'words'
        union select w.claimed_by from waiting_claim w where ${ofCase('w')} and s.about = 'words'
        union select unnest(case when o.outcome = 'refused' then array[o.asked_by, o.decided_by] else array[o.asked_by] end) from spending_check o
          where ${ofCase('o')} and o.words_hash = s.words_hash order by 1)) order by s.spending_check_id)
      from spending_check s where ${ofCase('s')} and s.outcome is null), '[]')`,
  payeeQuestions: sql`coalesce((select json_agg(json_build_object('id', q.payee_question_id, 'notBy', array(
        select y.registered_by from payee y where y.commissioner_id = ${theTenant} and y.payee_id = q.payee_id
        union select i.declared_by from payee_tie i where ${ofCase('i')} and i.ended_at is null order by 1))
      order by q.payee_question_id) from payee_question q where ${ofCase('q')} and q.closed_at is null), '[]')`,
  // One that is said to be lost is for somebody else to accept.
  missingReceipts: sql`coalesce((select json_agg(json_build_object('id', b.purchase_id, 'by', coalesce((select m.case_role from case_member m
          where ${ofCase('m')} and m.actor_id = b.bought_by and m.case_role in ('person', 'representative', 'broker', 'care-coordinator')
            and place_holds(m.left_at, m.until_on) order by m.case_member_id limit 1), 'care-coordinator')) order by b.purchase_id)
      from purchase b where ${ofCase('b')} and b.missing_since is not null and not exists (select from receipt_loss l
        where l.commissioner_id = ${theTenant} and l.purchase_id = b.purchase_id offset 0)), '[]')`,
}
