import XMLBuilder from 'fast-xml-builder'
import { inDecimal } from '../../shared/money.ts'
import { type BankAccount, type PaymentFile, totalsOf } from './payment-file.ts'

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, indentBy: ' ', suppressEmptyNode: true })

/** As much of a name as the message carries (Max140Text), without what XML cannot hold. */
const nameOf = ({ name }: BankAccount) =>
  [...name.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')].slice(0, 140).join('').trim() || 'NOT PROVIDED'

/** A sort code of the United Kingdom names the bank (external clearing system code GBDSC). */
const agentOf = ({ sortCode }: BankAccount) => ({
  FinInstnId: { ClrSysMmbId: { ClrSysId: { Cd: 'GBDSC' }, MmbId: sortCode } },
})
const accountOf = ({ accountNumber }: BankAccount) => ({ Id: { Othr: { Id: accountNumber, SchmeNm: { Cd: 'BBAN' } } } })

/** The payments of a file as a customer credit transfer initiation of ISO 20022, pain.001.001.09. */
export function iso20022File(file: PaymentFile): string {
  const { count, pence } = totalsOf(file)
  const totals = { NbOfTxs: String(count), CtrlSum: inDecimal(pence) }
  const transfers = file.instructions.map(({ reference, payee, amountPence }) => ({
    PmtId: { InstrId: reference, EndToEndId: reference },
    Amt: { InstdAmt: { '@_Ccy': 'GBP', '#text': inDecimal(amountPence) } },
    CdtrAgt: agentOf(payee),
    Cdtr: { Nm: nameOf(payee) },
    CdtrAcct: accountOf(payee),
    RmtInf: { Ustrd: reference },
  }))
  const document = {
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    Document: {
      '@_xmlns': 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09',
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: file.reference,
          CreDtTm: file.approvedAt.toISOString(),
          ...totals,
          InitgPty: { Nm: nameOf(file.payer) },
        },
        PmtInf: {
          PmtInfId: file.reference,
          PmtMtd: 'TRF',
          ...totals,
          PmtTpInf: { SvcLvl: { Cd: 'NURG' } },
          ReqdExctnDt: { Dt: file.payOn },
          Dbtr: { Nm: nameOf(file.payer) },
          DbtrAcct: accountOf(file.payer),
          DbtrAgt: agentOf(file.payer),
          CdtTrfTxInf: transfers,
        },
      },
    },
  }
  return builder.build(document)
}
