import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** That a row is of the person, or of a record that was joined into theirs: what happened stays under the identifier that it happened to. */
export const isOfPerson = (
  commissionerId: string,
  personId: string,
  column: 'person_id' | 'subject_id' = 'person_id',
): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} = any(array(select ${personId}::uuid union all
    select p.person_id from person p where p.commissioner_id = ${commissionerId} and p.joined_into = ${personId}))`
