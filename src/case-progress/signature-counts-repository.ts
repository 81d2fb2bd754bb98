import { type SqlBool, sql } from 'kysely'

/** That the signature `s` counts: one that the person says is not theirs does not, and nothing that is made of signatures has it. */
export const signatureCounts = sql<SqlBool>`not exists (select from said_for f where f.commissioner_id = s.commissioner_id
  and f.said_for_id = s.said_for_id and f.objected_at is not null)`
