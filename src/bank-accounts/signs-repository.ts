import { type RawBuilder, sql } from 'kysely'
import { theTenant } from '../platform/database/slots.ts'

const standing = (account: string) => sql`${sql.ref(`${account}.status`)} in ('confirmed', 'proposed')`

/** Whether another is paid into the account of a payee, or was to be: that of a case, or of another payee. */
export const sharesAccount = (payee: string): RawBuilder<boolean> =>
  sql`exists (select from bank_account a
    join bank_account_twin w on w.commissioner_id = ${theTenant} and w.bank_account_id = a.bank_account_id
    join bank_account b on b.commissioner_id = ${theTenant} and b.bank_account_id = w.twin_id
    where a.commissioner_id = ${theTenant} and a.payee_id = ${sql.ref(payee)} and ${standing('a')} and ${standing('b')} offset 0)`

/** Whether a payee is paid into an account that has another name. */
export const accountNameDiffers = (payee: string): RawBuilder<boolean> =>
  sql`exists (select from bank_account a where a.commissioner_id = ${theTenant} and a.payee_id = ${sql.ref(payee)} and ${standing('a')}
    and not a.name_matches offset 0)`
