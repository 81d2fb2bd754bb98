// Written by `npm run sdk` from openapi/openapi.json.
import type { Call } from './call.ts'

export interface Operations {
  /** Say whether a further appeal within six months is heard. By a reviewer who took no part in the decision. One that is not heard has reasons and a letter, and can be complained about. Permission: `appeal:decide`. */
  readonly acceptAppeal: Call<'acceptAppeal'>
  /** Say why the person accepts that nobody can be called then. By the person, who acts for them, or the care coordinator who records it in their words. It is settled once the decider accepts it too, or once somebody can be called again. Permission: `plan:write`. */
  readonly acceptCoverGap: Call<'acceptCoverGap'>
  /** Accept that a receipt is lost. By the care coordinator, their manager or the commissioner, and never by who bought it or says that it is lost. Permission: `spending:oversee`. */
  readonly acceptReceiptLoss: Call<'acceptReceiptLoss'>
  /** Say that your organisation referred the person. For the organisation that is named, and not for whoever recorded it. It opens the case, and the care coordinator who recorded it has their place. Permission: `referral:accept`. */
  readonly acceptReferral: Call<'acceptReferral'>
  /** Hang a file on a case or on something of it. The file is named by its hash here, and sent after it. By the person, who acts or speaks for them, or who works with them, each on what they may see. Nothing is hung on what is settled. At most 50 on one thing, and 500 on a case; one file can hang there twice. Permission: `attachment:write`. */
  readonly addAttachment: Call<'addAttachment'>
  /** Add somebody to the team of a case. A broker joins only where the person has agreed to share with the broker’s organisation. A representative is added by the person; or by the care coordinator or the commissioner, who say on what ground, and whose evidence somebody independent has to see before they have their place. Nobody adds themselves as representative or advocate, nor is either who works on the case. Permission: `case:team`. */
  readonly addCaseMember: Call<'addCaseMember'>
  /** Add a further account of a member of staff. Permission: `staff:write`. */
  readonly addStaffAccount: Call<'addStaffAccount'>
  /** Adopt a calculation as the indicative budget. Permission: `budget:write`. */
  readonly adoptIndicativeBudget: Call<'adoptIndicativeBudget'>
  /** Agree to more of the brokers’ time for one person. Where the rules of the scheme let it be agreed (`brokerage.beyond`). By an officer of the commissioner or a manager of the trust who is not, and was not, a broker of the case. Permission: `plan:decide`. */
  readonly agreeBrokerageTime: Call<'agreeBrokerageTime'>
  /** Answer a request for a correction. Permission: `correction:answer`. */
  readonly answerCorrectionRequest: Call<'answerCorrectionRequest'>
  /** Agree a health need, decline it, or ask about it. By a GP of the practice that was asked, with their own sign-in. Permission: `health-need:answer`. */
  readonly answerHealthNeed: Call<'answerHealthNeed'>
  /** Answer what was asked. Permission: `expression:write`. */
  readonly answerInformationRequest: Call<'answerInformationRequest'>
  /** Answer that something was not the person, by somebody who did not record it. Permission: `appeal:decide`. */
  readonly answerObjection: Call<'answerObjection'>
  /** Answer what the person asked. Permission: `request:answer`. */
  readonly answerPersonRequest: Call<'answerPersonRequest'>
  /** Say why money is not spent, or runs out early. By the person, or who acts for them; or recorded for them in their own words. Nobody asks the same of the line again for eight weeks. Permission: `hearing:write`. */
  readonly answerSpendingQuestion: Call<'answerSpendingQuestion'>
  /** Say what you think of money being taken back or set off. By the person, or who acts for them; or recorded for them in their own words. Until it is decided it can be said again. Permission: `hearing:write`. */
  readonly answerSurplusRecovery: Call<'answerSurplusRecovery'>
  /** Approve a run of payments that others drafted and reviewed. Its payments are handed over one part after the other; once all are, it is `instructed`. Refused once it is too late for the bank to pay on its day: by Bacs from the day on which that processes it, and else from the day after. Permission: `pay-run:write`. */
  readonly approvePayRun: Call<'approvePayRun'>
  /** Ask for what the commissioner holds, with the reason. By an officer of the commissioner, who reads it within the hour (`getExportFile`). The auditors are told, and see who asked and why. Permission: `record:export`. */
  readonly askForExport: Call<'askForExport'>
  /** Ask to spend on what is not in the plan, or more than a line has. By the person, who acts for them, or their broker; or recorded for the person in their own words. It goes to the lowest tier that may decide on the plan with it: what else was agreed and asked for counts together. What no budget buys is refused, with where to go instead. Permission: `spending:write`. */
  readonly askForOffPlanSpending: Call<'askForOffPlanSpending'>
  /** Ask that your signature on paper is written down for you. By the person alone. Without it, a person who signs in signs themselves. Permission: `plan:sign`. */
  readonly askForRecordedSigning: Call<'askForRecordedSigning'>
  /** Ask for another broker or care coordinator, or ask a question. By the person, or who acts or speaks for them. Whoever owes the answer has it in their tasks, with the day; nobody answers whether they are to be replaced themselves. Permission: `request:write`. */
  readonly askTeam: Call<'askTeam'>
  /** Begin a needs assessment. With the default instrument, mental health first. It begins with what the person said before, and is filled in as the conversation goes. Permission: `assessment:write`. */
  readonly beginNeedsAssessment: Call<'beginNeedsAssessment'>
  /** Say that the person is too unwell, and that whom they chose takes over. On the word of those whom the plan names for it. The one who takes over spends for the person from the lines that the plan names, where the person could, and does nothing else. It ends on its last day, at the word of the person, or once it was found that they can manage money. An organisation that is paid by the plan, or somebody who is registered as staff, takes over only where that was agreed to. Permission: `crisis:declare`. */
  readonly beginTakeOver: Call<'beginTakeOver'>
  /** See a case for an hour in an emergency, and say why. For somebody on call at the trust of the case or the commissioner, who has no other ground. They look and change nothing. The person and the privacy officer are shown that it happened, and why. Permission: `access:break-glass`. */
  readonly breakGlass: Call<'breakGlass'>
  /** Work a budget out and keep it, with its steps. Permission: `budget:write`. */
  readonly calculateBudget: Call<'calculateBudget'>
  /** The person keeps a budget whose end was announced. One act, without reasons, until the end takes effect. By the person or who acts for them. By the person it also takes back that they died, until that is confirmed. Permission: `expression:write`. */
  readonly callOffEnding: Call<'callOffEnding'>
  /** Call a meeting off. Permission: `meeting:write`. */
  readonly callOffPanelMeeting: Call<'callOffPanelMeeting'>
  /** Give up a run of which no file was made. Its payments are due as before, each as it was, and can be drafted anew. One that nobody has approved is given up at once. One that was approved is by two people: the first asks for it (`cancellationAskedAt`), and nothing changes; the second gives it up, and what was handed over is taken back one part after the other (`settledAt` once all is). A file that is made before that stands. By people who have no part in what is paid, where it was approved. Permission: `pay-run:write`. */
  readonly cancelPayRun: Call<'cancelPayRun'>
  /** Change what is to happen in a crisis, between plans. By the person, or whoever acts for them. It stands at once and needs no sign-off, since no money moves by it. Crisis tiers, and who takes over, are agreed with a plan. Permission: `crisis:declare`. */
  readonly changeCrisisContingency: Call<'changeCrisisContingency'>
  /** Change a service that the person has now, or settle what becomes of it. A replaced service names the line of the plan that replaces it. A named relationship ends or becomes less, and a service stops before its replacement starts, only with the person’s own dated agreement, given in the same request. What ends, becomes less or loses its code without it has a reason, which the person is told. NHS crisis services keep their code, and their title and provider are corrected only by who registered them, on the same day. While an appeal is open, nothing is taken away and nothing is renamed: what is changed is refused as `support-frozen`, save what makes it better. What hangs together with another service, or a line of the plan, ends or becomes less only with the word that this is known. Permission: `service:write`. */
  readonly changeCurrentService: Call<'changeCurrentService'>
  /** Change a draft. Permission: `expression:write`. */
  readonly changeExpressionOfInterest: Call<'changeExpressionOfInterest'>
  /** Change a needs assessment in progress. Permission: `assessment:write`. */
  readonly changeNeedsAssessment: Call<'changeNeedsAssessment'>
  /** Change how a payee is reached. By two, neither with a tie to them: the first asks for it (`contactAskedAt`), and nothing changes; the second types the same, and says on which day the payee was told in the way that was known before. Refused while an account of theirs waits to be confirmed. Permission: `payee:write`. */
  readonly changePayeeContact: Call<'changePayeeContact'>
  /** Update a person’s details. A person is born today or earlier, and not before 1900. Identifiers of other systems that have a new NHS number in them go, also those of the cases and plans of the person. Permission: `person:write`. */
  readonly changePerson: Call<'changePerson'>
  /** Change an entry. Whoever changes it has made sure of it that day. Permission: `resource:write`. */
  readonly changeResource: Call<'changeResource'>
  /** Change a draft. A change that would leave a fault in the rules is refused whole, and each fault is named by its field. Where a version was published after the draft was begun, the draft is brought onto it here. Permission: `scheme:write`. */
  readonly changeSchemeDraft: Call<'changeSchemeDraft'>
  /** Put a case under the version of the rules that is in force. Between two steps, and only so: no case changes its rules by itself. What was done stands; a calculation that was not adopted must be made again. Refused while an appeal is open (wrong-state). Permission: `budget:write`. */
  readonly changeSchemeVersion: Call<'changeSchemeVersion'>
  /** Change a plan until it is decided on. A change after submission takes the plan back to a draft and voids the signatures on it. Permission: `plan:write`. */
  readonly changeSupportPlan: Call<'changeSupportPlan'>
  /** Change a webhook, or have it wait or go on. Permission: `webhook:write`. */
  readonly changeWebhook: Call<'changeWebhook'>
  /** Say that you made sure today that an entry is as it says. Permission: `resource:write`. */
  readonly checkResource: Call<'checkResource'>
  /** Check whether a plan is ready to submit. Permission: `plan:read`. */
  readonly checkSupportPlan: Call<'checkSupportPlan'>
  /** Choose how the money of a line is held. By the person, or who acts for them, or the care coordinator who records what the person said (`saidFor`), as far as the scheme offers it: a notional budget, money that an organisation holds, or a direct payment, and back. No sum changes. Money that is paid into somebody’s hands needs an agreement: until it is signed the way before stays in force, and those spend who may by it (`tookEffectAt`). What was bought before stays as it was. Permission: `plan:write`. */
  readonly chooseHolding: Call<'chooseHolding'>
  /** Claim what the person paid for themself while they waited. By the person, or who acts for them; or recorded for the person in their own words. For what was bought on the days on which a step was late, cover had fallen away, or support was taken that an appeal gave back: the service works those days out. What no budget buys is refused. Permission: `spending:write`. */
  readonly claimForWaiting: Call<'claimForWaiting'>
  /** Complete a needs assessment. Permission: `assessment:write`. */
  readonly completeNeedsAssessment: Call<'completeNeedsAssessment'>
  /** Record what a review found, and schedule the next. A finding takes nothing away by itself. One that would reduce support which holds a need back waits for the tier that the scheme names. Permission: `review:write`. */
  readonly completeReview: Call<'completeReview'>
  /** Confirm an account, by typing it again. By somebody else than who gave it, once its owner was asked where that is needed. What nobody answers can be confirmed after five working days; another name than the owner’s asks for the reason. Permission: `bank-details:confirm`. */
  readonly confirmBankAccount: Call<'confirmBankAccount'>
  /** Confirm a death that somebody else recorded. The agreed budget and its case end by it, as `endCase` tells. Permission: `case:end`. */
  readonly confirmDeath: Call<'confirmDeath'>
  /** Confirm that a death was recorded in error, and open the case again as it was. Permission: `case:end`. */
  readonly confirmDeathInError: Call<'confirmDeathInError'>
  /** Settle that two records are of two people, as another officer proposed. It is open again where the name, the NHS number or the birth of either is changed later so that they are alike. Permission: `person:join`. */
  readonly confirmDifference: Call<'confirmDifference'>
  /** End a sign-in that another officer proposed to end. Permission: `sign-in:end`. */
  readonly confirmEndOfSignIn: Call<'confirmEndOfSignIn'>
  /** Confirm, or not, a finding against support that holds a need back. By the tier where the finding is, and nobody who is on the team of the case. Permission: `plan:decide`. */
  readonly confirmFinding: Call<'confirmFinding'>
  /** Confirm who a person is. By a member of staff who neither registered the person nor takes part in a case of theirs, and who then decides on no plan of theirs. Until then each plan goes up a tier. A change of the name, the NHS number or the date of birth takes it back. Permission: `identity:confirm`. */
  readonly confirmIdentity: Call<'confirmIdentity'>
  /** Join two records, as another officer proposed. It names the record that goes on: where another was proposed since, nothing is joined. Cases with all that belongs to them, consents and the sign-in go over to the record that goes on; the other says where it went. Identifiers that have an NHS number of either record in them go. Two cases in flight in one scheme, or two sign-ins, are in the way until one is ended: that it was confirmed is kept, so that a case can be ended by it (`endCase`), and it is confirmed once more then. Permission: `person:join`. */
  readonly confirmJoin: Call<'confirmJoin'>
  /** Confirm a machine client, as a second person. By another officer than who registered it. It can ask from then on. Permission: `machine-client:write`. */
  readonly confirmMachineClient: Call<'confirmMachineClient'>
  /** Confirm that the person has no services now. By the person, who acts for them, or the care coordinator. A plan is not submitted while the register is empty and nobody has said that it is so. Permission: `service:write`. */
  readonly confirmNoServices: Call<'confirmNoServices'>
  /** Publish a draft, as another person has proposed. By somebody who neither proposed it nor wrote any of the draft (second-person-needed). What was asked when it was proposed is asked again. Permission: `scheme:publish`. */
  readonly confirmPublication: Call<'confirmPublication'>
  /** Confirm a code that somebody else issued. Permission: `sign-in:issue`. */
  readonly confirmSignInCode: Call<'confirmSignInCode'>
  /** Confirm that an account is that of a member of staff. By another human than who added it, and than whose it is. Permission: `staff:write`. */
  readonly confirmStaffAccount: Call<'confirmStaffAccount'>
  /** Say that the bank made a payment that was imported as failed. By another human than who imported it, who has no part in what is paid. It is `paid` on its day, and what is planned instead of it is given up (`paid-after-all`): that cannot be with the bank or paid. Where the run of that was approved and no file made, give the run up first. What was made and came back is recorded as given back. Permission: `pay-run:write`. */
  readonly correctPayment: Call<'correctPayment'>
  /** Make a link that opens the person’s pages of a case. By the person, by who acts or speaks for them (a representative or an advocate on the team), or by their care coordinator who is with them. It opens once, within 15 minutes. A new link of the person or of the care coordinator replaces one of either that nobody has opened, and closes the pages that an earlier link of the person, or of the care coordinator, whoever makes it, has opened; one of who acts or speaks for the person replaces and closes their own alone. The pages are of this case alone, until they are closed, nobody used them for 30 minutes, 8 hours are over, or the sign-in or the place on the team that made the link has ended. By the person’s own link they act as the person. By that of who acts or speaks for them they act as these, who see what they may see elsewhere, and whose signature and words are kept as theirs. By a care coordinator’s they show what the coordinator may see, are logged as the coordinator’s looks and change nothing: the person signs and appeals with a link of their own. The link is kept nowhere: whoever repeats the Idempotency-Key is told that it was made (`answer-not-kept`), and makes another with another key. Each link is an event of the case, which the person reads. Permission: `page:link`. */
  readonly createPageLink: Call<'createPageLink'>
  /** Begin a scheme of your own. It has a code and a title. Its first version is drafted, simulated and published like every other. Permission: `scheme:write`. */
  readonly createScheme: Call<'createScheme'>
  /** Decide an appeal, by a reviewer who took no part in the decision. Permission: `appeal:decide`. */
  readonly decideAppeal: Call<'decideAppeal'>
  /** Accept or decline an expression of interest, with reasons. Permission: `expression:decide`. */
  readonly decideExpressionOfInterest: Call<'decideExpressionOfInterest'>
  /** Decide on what was asked for: all of it, a part or none. At the tier where it is, and never by who asked, in whatever account. What is agreed is a line, or more of one, that can be bought from at once; less than was asked for needs a reason, and can be appealed. Words that may name what no budget buys, of it or of who would be paid, are looked at first: each is named in the refusal, and listed (`listSpendingChecks`). Permission: `plan:decide`. */
  readonly decideOffPlanRequest: Call<'decideOffPlanRequest'>
  /** Say why the decider accepts that nobody can be called then. By somebody who sits at the tier where the plan was decided on. Permission: `plan:decide`. */
  readonly decideOnCoverGap: Call<'decideOnCoverGap'>
  /** Decide whether an organisation that is paid by the plan may take over. By somebody who sits at the tier where the plan was decided on. Permission: `plan:decide`. */
  readonly decideOnFallback: Call<'decideOnFallback'>
  /** Decide whether a payee with a tie to the person is paid on a case. Who acts for the person, a relative, somebody by the name of one of the team, or the organisation of the broker is paid by such a decision alone, also where its name is only typed. By an officer of the commissioner or a team manager who neither registered the payee nor comes from there. Permission: `payee:decide`. */
  readonly decidePayee: Call<'decidePayee'>
  /** Decide whether words name what no budget buys, or whether who gives support is paid. Words by an officer of the commissioner or a team manager who neither wrote the words or the plan, nor asked or bought on the case, nor refused the words before; a payee also by the care coordinator, by another than who asked or refused them before, with how they are known (`vetting`). What is passed of words can be bought from this line, of whoever would be paid, for no more than this amount: whoever was told that it is looked at sends it again. Permission: `spending:oversee`. */
  readonly decideSpendingCheck: Call<'decideSpendingCheck'>
  /** Decide on a plan at the tier where it is. Agreed opens the lines of the plan for spending; agreed in part, those that are agreed, and nothing that the person has under the plan in force is taken by that: such a plan is returned. All but agreed need reasons. A meeting or panel decides as its votes carry. Permission: `plan:decide`. */
  readonly decideSupportPlan: Call<'decideSupportPlan'>
  /** Decide whether the money is taken back or set off. By somebody else than who proposed it, once the person has answered or had their time. Each factor is weighed, with the reason. Nothing is taken, and no payment is less, before the time to appeal is over, nor while an appeal is open or a crisis is on. What is set off is taken off the next payments first, none of them below nothing, until it is used or the plan ends. Permission: `recovery:decide`. */
  readonly decideSurplusRecovery: Call<'decideSurplusRecovery'>
  /** Decide whether what the person paid is paid back: all of it, a part or none. By who may decide on all that was claimed on the case, and who has nothing else to do with it. What is agreed is owed to the person at once, beside their budget, and paid with the next run; less than was claimed needs a reason, and can be appealed. Words that may name what no budget buys are looked at first (`listSpendingChecks`). Permission: `plan:decide`. */
  readonly decideWaitingClaim: Call<'decideWaitingClaim'>
  /** Declare that a broker has a conflict of interest on a case. By the broker of the case, or on the word of one by who coordinates them, the care coordinator, a manager of the trust or the commissioner. They are not given to the person, or their place ends at once; nor do they work on the case in any other role or by any other account (`broker-conflict`). Permission: `conflict:write`. */
  readonly declareBrokerConflict: Call<'declareBrokerConflict'>
  /** Declare a conflict of interest on a plan, without fault. By somebody on the team, or who sits at a tier. It bars them from deciding on the plan, and escalates the plan where the scheme says so or they would have decided alone. Permission: `conflict:write`. */
  readonly declareConflictOfInterest: Call<'declareConflictOfInterest'>
  /** Say that a crisis is on. By the person, or by whoever the plan says; where it says the care coordinator, by a crisis team that looks too. The support that was agreed for a crisis is there at once and is paid from what is put aside; nobody signs it off. It stands down by itself on its last day and opens a rapid review. What no cap leaves room for is refused with the sums. It is refused too while somebody has to settle who the person is (`identity-to-confirm`, `likely-double-unsettled`), or whether they signed (`spending-stopped`). The rapid review is opened all the same, unless the person is said to have died. Permission: `crisis:declare`. */
  readonly declareCrisis: Call<'declareCrisis'>
  /** Declare a tie to who is paid on a case. By the person, who acts for them, the broker or the care coordinator: a relative, somebody of the same household, an organisation of their own, or another interest. They are paid on the case by a decision alone from then on, which who declared it does not take. Permission: `spending:write`. */
  readonly declarePayeeTie: Call<'declarePayeeTie'>
  /** Delegate the sign-off of a tier. By the holder; where the holder decides alone, also by their team manager or the commissioner. The holder is registered staff, and it lasts six months at most. The delegate sees what waits for the holder and may decide on it, never on a plan that they wrote, signed or that is their own, nor on a case on whose team they are. Permission: `delegation:write`. */
  readonly delegateSignOff: Call<'delegateSignOff'>
  /** Say that there was no such referral. For the organisation that is named, and the commissioner. The referral opens nothing, then or later. Permission: `referral:deny`. */
  readonly denyReferral: Call<'denyReferral'>
  /** Record that the person was told the amount, before planning opens. Permission: `budget:write`. */
  readonly discloseIndicativeBudget: Call<'discloseIndicativeBudget'>
  /** Say that an answer which was recorded for a practice is not its own. By a GP of the practice, or by the care coordinator or an officer to whom the practice said so, who did not record the answer. No budget is worked out and no plan agreed by it any more; what is in force goes on, and the commissioner sees to it. Where it was a no that the person has a letter about, a second decision, `returned`, and a second letter say that it does not count. Permission: `health-need:dispute`. */
  readonly disputePracticeAnswer: Call<'disputePracticeAnswer'>
  /** Begin an expression of interest. Made by the person, a representative or staff. A draft may be incomplete; ask its readiness before sending. Permission: `expression:write`. */
  readonly draftExpressionOfInterest: Call<'draftExpressionOfInterest'>
  /** Put payments together that are due. Those that can be made, the longest due first. What cannot is held with its reason, also where the run is refused; what was held is released once its reason is gone, and held again where the run is given up. The payer is a council or body of the NHS of the register of payees; where its own account is confirmed, a payment waits whose account is not. By Bacs the day is two working days from today, or from the next working day where today is none, or later: it has the file on one, processes it on the next and pays on the one after. A payment is in one run at a time. By somebody who has no part in any of them. Permission: `pay-run:write`. */
  readonly draftPayRun: Call<'draftPayRun'>
  /** Begin a draft of a version. From the rules given, or from those of the newest published version, also where it starts later. Rules with a fault as policy are refused, and each fault is named by its field. Permission: `scheme:write`. */
  readonly draftSchemeVersion: Call<'draftSchemeVersion'>
  /** Write down what is to be agreed with a provider. By an officer of the commissioner, or somebody of the organisation that holds the money. A provider whom one of these pays is paid under an agreement alone, from the day on which both had signed until its last day; essential support is paid on. Permission: `payee:write`. */
  readonly draftServiceAgreement: Call<'draftServiceAgreement'>
  /** Begin a support plan. By the person, whoever acts for them, or the case’s broker, once the person has been told the amount of the indicative budget. Permission: `plan:write`. */
  readonly draftSupportPlan: Call<'draftSupportPlan'>
  /** Draw a sample for audit, at random or by risk: of purchases, or of another kind of what moves money. By a seed that the service draws and keeps: nobody picks one, and the same kind, seed, days, size and method draw the same. Ticket n of an item is the SHA-256 of `seed:item:n`; each has one, and by risk more (`weight`); the sample is the items whose least ticket is least. By risk an item has 3 more for each mark, 2 without its evidence and 2 for a large sum, 12 at most. `purchase`: each signal that marked it; evidence: a receipt whose document is kept and shows something, or whose loss was accepted. `bank-details`: each account of somebody else that is the same; a name that does not match; another change of the same owner in the 30 days before; evidence: a paper. `line-move`: one that the person did not make; each other from the same line in the 30 days before; evidence: none is asked for. `give-back`: each other on the same case in the 30 days before; evidence: a second officer. `off-plan-decision`: each tie to who would be paid; one that was made in place of somebody; evidence: a payee of the register. `waiting-claim-decision`: one that was made in place of somebody; each other claim on the same case in the 30 days before; evidence: a receipt whose document is kept and shows something. `payment`: bank details of who was paid that were given in the 30 days before; one that is no instalment; evidence: none is asked for. Permission: `audit:sample`. */
  readonly drawAuditSample: Call<'drawAuditSample'>
  /** Record that a case has ended because the person died, moved away or was recorded twice. Needs no words and no agreement of the person. An agreed budget ends by a death once somebody else has confirmed it (`confirmDeath`): until then nothing is spent that was bought after that day. That it ends for another reason is a decision, with reasons, a letter and an appeal, and it goes on for ten working days more, in which the person can call its end off. Of a record that was found twice it goes on under the record that goes on: its case goes over when the two are joined, unless both have one. The plan and its lines close, what was not spent is released, drafts are withdrawn and clocks stop. Appeals and accounts stay open to those who may. Permission: `case:end`. */
  readonly endCase: Call<'endCase'>
  /** End a place on the team, as at a hand-over. The person does not leave. A representative or an advocate leaves by themselves, or is sent away by the person; anybody else removes them with a reason (`removal`). Permission: `case:team`. */
  readonly endCaseMembership: Call<'endCaseMembership'>
  /** End a delegation before its last day. Permission: `delegation:write`. */
  readonly endDelegation: Call<'endDelegation'>
  /** Say that the provider of a line gives it no more. Permission: `payee:write`. */
  readonly endLineProvider: Call<'endLineProvider'>
  /** End a machine client. Its tokens are refused within 30 seconds. What it did stays. Permission: `machine-client:write`. */
  readonly endMachineClient: Call<'endMachineClient'>
  /** End that an organisation takes part. A token that names it, and a machine client of it, are refused within 30 seconds. What names it stays as it is, and nothing new is given to it: no money to hold, no agreement, no case, no place on a team and no staff. Permission: `organisation:write`. */
  readonly endOrganisation: Call<'endOrganisation'>
  /** End that somebody is paid. By an officer of the commissioner. Nothing that is bought after this day is paid to them. A council or a body of the NHS is ended once a second officer asks for it too. Permission: `payee:end`. */
  readonly endPayee: Call<'endPayee'>
  /** Say that a declared tie is none. By an officer of the commissioner or a team manager, and never by who declared it. Permission: `payee:decide`. */
  readonly endPayeeTie: Call<'endPayeeTie'>
  /** Sign yourself again. Permission: `plan:sign`. */
  readonly endRecordedSigning: Call<'endRecordedSigning'>
  /** Say that something is there no longer. Permission: `resource:write`. */
  readonly endResource: Call<'endResource'>
  /** Say that a council pays into a scheme no longer. Permission: `scheme:publish`. */
  readonly endSchemeCouncil: Call<'endSchemeCouncil'>
  /** End an agreement before its last day. What is given until then is paid. Permission: `payee:write`. */
  readonly endServiceAgreement: Call<'endServiceAgreement'>
  /** End sharing without consent before its last day. Permission: `sharing:decide`. */
  readonly endSharingWithoutConsent: Call<'endSharingWithoutConsent'>
  /** End a sign-in, or propose to end it. Your own ends at once. An officer proposes it, and another officer confirms. Permission: `sign-in:end`. */
  readonly endSignIn: Call<'endSignIn'>
  /** End somebody’s work here, for each of their accounts. What they may do as staff ends within 30 seconds, with a token that is good as well. Their places on cases and the delegations by them and to them end with it. What they did stays theirs. Permission: `staff:write`. */
  readonly endStaffMember: Call<'endStaffMember'>
  /** Say that the person manages again. By the person, or by the care coordinator who records it in their words. Permission: `crisis:declare`. */
  readonly endTakeOver: Call<'endTakeOver'>
  /** End a webhook. Nothing more is sent to it. What was to be sent is dead, and can be looked up for a month. Permission: `webhook:write`. */
  readonly endWebhook: Call<'endWebhook'>
  /** Say that a council pays into a scheme, or decides in it. Where the rules in force have a pool, a share of the council or a seat of the council. The seat is of the officers of the councils that are enrolled, and until there is one, what is with it waits for the commissioner. Where the council pays, its officers see the cases of the scheme, as docs/access.md says. Permission: `scheme:publish`. */
  readonly enrolCouncil: Call<'enrolCouncil'>
  /** Take a place on a course for a person, or wait for one. By the person, who acts for them, their broker or their care coordinator. Where all places are taken the person waits, and has the next that is given up before the course begins, in the order in which they asked. None is given on a course whose entry was ended. Permission: `course:enrol`. */
  readonly enrolOnCourse: Call<'enrolOnCourse'>
  /** Pass a request up one tier, since you are not comfortable to decide. By who could decide on it; a meeting or panel does so by its votes. Nobody is at fault. Permission: `plan:decide`. */
  readonly escalateOffPlanRequest: Call<'escalateOffPlanRequest'>
  /** Pass the decision up one tier, without fault. By the one who decides alone there; a meeting or panel escalates it by its votes, once they do not agree. A conflict of interest does what its declaration does: it bars who has it, and the plan goes up where they would have decided alone. Permission: `plan:decide`. */
  readonly escalateSupportPlan: Call<'escalateSupportPlan'>
  /** File the receipt of a purchase. By the hash of its document, which is sent next (`sendReceiptFile`). Until then the receipt is missing as before: it is asked for, and keeps who bought paused; and what was filed gives way to what is filed again, unless the receipt is to stay as it is for now. Permission: `spending:write`. */
  readonly fileReceipt: Call<'fileReceipt'>
  /** Let nothing more go to a payee, from a line or from the case, until a day. For at most 28 days; who freezes the same for longer is another human. For fewer days than it is frozen already is no way to end that: it is lifted. Whoever pays or records a purchase is told that it cannot be made now (`held-for-check`), and no more. Preventive lines and those for a crisis are paid on; to a payee who is frozen nothing goes from any line. A line takes along what was opened beside the plan like it, and a payee each entry of the register of the same organisation, account or certificate of registration. Permission: `concern:handle`. */
  readonly freezeSpending: Call<'freezeSpending'>
  /** Read an appeal, with the day it is due. Permission: `appeal:read`. */
  readonly getAppeal: Call<'getAppeal'>
  /** Read what a file is, and whether it is safe. Permission: `attachment:read`. */
  readonly getAttachment: Call<'getAttachment'>
  /** Read the file of an attachment. Permission: `attachment:read`. */
  readonly getAttachmentFile: Call<'getAttachmentFile'>
  /** Read the signed end of the audit, to keep it elsewhere. Whoever keeps `jws` outside the service can show later that no event was changed and none cut off the end: `npm run audit:verify -- --head` compares. Permission: `audit:read`. */
  readonly getAuditHead: Call<'getAuditHead'>
  /** Read the public keys of the audit. A JSON Web Key Set (RFC 7517). Keep it elsewhere: a signature is worth as much as the key that it is checked with. */
  readonly getAuditKeys: Call<'getAuditKeys'>
  /** Read how a sample was drawn. Permission: `audit:sample`. */
  readonly getAuditSample: Call<'getAuditSample'>
  /** Draw a sample again by its seed, and say whether it is the same. Permission: `audit:sample`. */
  readonly getAuditSampleVerification: Call<'getAuditSampleVerification'>
  /** See what time is spent, by peer brokers and by others, and what is left. Permission: `plan:read`. */
  readonly getBrokerageBalance: Call<'getBrokerageBalance'>
  /** See the time of brokers by organisation, peer brokers apart from others. Over the days from `from` to `until`, both included. Left out: the year up to today. Who coordinates brokers sees their own organisation. Permission: `broker:read`. */
  readonly getBrokerageFigures: Call<'getBrokerageFigures'>
  /** Read a calculation with its explained steps. Permission: `budget:read`. */
  readonly getBudgetCalculation: Call<'getBudgetCalculation'>
  /** Read how a budget was worked out, as a page for the person to read and print. In plain English: each step in order, where the money comes from, what is kept for a crisis, what stays, who decides next, where the rules come from. The same as data is the calculation itself. Permission: `budget:read`. */
  readonly getBudgetExplanation: Call<'getBudgetExplanation'>
  /** Read an import: how far it is. Permission: `import:write`. */
  readonly getBulkImport: Call<'getBulkImport'>
  /** Run a stored calculation again, and see whether it gives the same bytes. Under the version of the rules that it was made with, however often the rules have changed since. Permission: `budget:read`. */
  readonly getCalculationVerification: Call<'getCalculationVerification'>
  /** Get a case: its stage, deadlines, who needs to act and the next step. Permission: `case:read`. */
  readonly getCase: Call<'getCase'>
  /** Read the team of a case. Permission: `case:read`. */
  readonly getCaseTeam: Call<'getCaseTeam'>
  /** Read a concern that you have taken. Permission: `concern:handle`. */
  readonly getConcern: Call<'getConcern'>
  /** See the gaps of the week, and who can be called at a minute of it. Permission: `plan:read`. */
  readonly getCover: Call<'getCover'>
  /** Read where cover fell away, and who has accepted it. Permission: `plan:read`. */
  readonly getCoverGap: Call<'getCoverGap'>
  /** Read what is to happen in a crisis, as it stands. Permission: `plan:read`. */
  readonly getCrisisContingency: Call<'getCrisisContingency'>
  /** Read a crisis. Permission: `plan:read`. */
  readonly getCrisisEpisode: Call<'getCrisisEpisode'>
  /** See what can be had now if a crisis comes, and the sums. Permission: `plan:read`. */
  readonly getCrisisMeans: Call<'getCrisisMeans'>
  /** Read what is to happen in a crisis, as one page to print. For the person, for those on call, and for a stranger at night: who to call now, what helps, what not to do, the signs, the wishes, home, children and pets. Permission: `plan:read`. */
  readonly getCrisisPage: Call<'getCrisisPage'>
  /** Read a service that the person has now. Permission: `service:read`. */
  readonly getCurrentService: Call<'getCurrentService'>
  /** Read a decision and its reasons. Permission: `plan:read`. */
  readonly getDecision: Call<'getDecision'>
  /** Read who stands in for whom. Permission: `delegation:read`. */
  readonly getDelegation: Call<'getDelegation'>
  /** Read the agreement on how the money of a line is held, and who has signed it. For money that is paid into somebody’s hands: a direct payment, a pre-paid card, or an organisation that holds it. Where another way was chosen and waits, it is the agreement on that way. Permission: `plan:read`. */
  readonly getDeploymentAgreement: Call<'getDeploymentAgreement'>
  /** Read where to begin to follow, and the cases there are. For a system that begins: the cases that it is told of, a page at a time, and the place to follow from. The place is taken before the cases are looked up, so that nothing falls between: keep the `startCursor` of the first page, read the cases and what you need of them, and ask `GET /v1/events` with it. What happened in the meantime is told then, some of it a second time. A provider and a GP practice see no case as a whole: they begin with the lists of their own, as `listOwnLines`, `listOwnPayments` and `listAskedOfPractice`, and with the `startCursor`. Permission: `event:read`. */
  readonly getEventStart: Call<'getEventStart'>
  /** Read what was asked for, as a stream. By who asked for it. All of it is of one moment. It counts as a look at the record of everybody whose it tells, before the first line is sent. Records that are restricted are not in it, nor concerns, safe contact, who looked, account numbers, and what one signs in with. NDJSON: the first line says what follows, and what stays here and why (`leftOut`, `withoutColumns`, `withoutRows`); the last has `end`, the counts and how many records are not in it since they are restricted (`restrictedRecords`); CSV: the last row begins with `end` and has the count. Where the last line is missing, the answer was cut off: ask again. One is read at a time, and a reader that stops for longer than some seconds is cut off. Permission: `record:export`. */
  readonly getExportFile: Call<'getExportFile'>
  /** Read an expression of interest, with what was asked and answered. Permission: `expression:read`. */
  readonly getExpressionOfInterest: Call<'getExpressionOfInterest'>
  /** Read whether an organisation that is paid by the plan may take over. Permission: `plan:read`. */
  readonly getFallbackDecision: Call<'getFallbackDecision'>
  /** Read what an organisation holds for people, by the book. For the commissioner, the auditor and the organisation. Permission: `organisation:read`. */
  readonly getFloat: Call<'getFloat'>
  /** Read a reconciliation of a float. Permission: `organisation:read`. */
  readonly getFloatReconciliation: Call<'getFloatReconciliation'>
  /** Read a health need and what the practice said. Permission: `health-need:read`. */
  readonly getHealthNeed: Call<'getHealthNeed'>
  /** Read whose health need it is, to find them among your patients. Permission: `health-need:answer`. */
  readonly getHealthNeedPatient: Call<'getHealthNeedPatient'>
  /** Read the indicative budget in force. Permission: `budget:read`. */
  readonly getIndicativeBudget: Call<'getIndicativeBudget'>
  /** Read what the NHS and the council found together. Permission: `assessment:read`. */
  readonly getJointFindings: Call<'getJointFindings'>
  /** Read the letter about a decision, as it was written on the day. A page in plain English for the person to read and print: what was decided and why, who decided, what stays, how and by when to appeal, who can help. Permission: `letter:read`. */
  readonly getLetter: Call<'getLetter'>
  /** Print a letter for the post. For the care coordinator or an officer of the commissioner: the letter about a decision with who sends it, and the person’s name and address at the place of the window of an envelope (24.6 mm from the left edge of an A4 page, 39.5 mm from the top, 95.4 by 26.8 mm), and the reference of the case below it. In the language of the person as far as somebody qualified translated it, and then also in English, as it was written. It is refused where the person said that post is not safe, while contact with them is paused, once they died, and where they gave no address for the post: then it is handed over. Record that you posted it with `recordLetterDelivery`. Permission: `contact:read`. */
  readonly getLetterToPost: Call<'getLetterToPost'>
  /** Read a machine client. Permission: `machine-client:read`. */
  readonly getMachineClient: Call<'getMachineClient'>
  /** Read who you are here, and what you may do. For every token that names a commissioner and an organisation of here, whatever it is allowed besides: ask first, and offer nobody what would be refused. Permission: `me:read`. */
  readonly getMe: Call<'getMe'>
  /** Read a needs assessment. Permission: `assessment:read`. */
  readonly getNeedsAssessment: Call<'getNeedsAssessment'>
  /** Read who confirmed that the person has no services now, and when. Permission: `service:read`. */
  readonly getNoServices: Call<'getNoServices'>
  /** Read what you are told of, how, and how often. As long as you said nothing, its version is 0: you are told at once, by email or else by text. Permission: `notification:own`. */
  readonly getNotificationPreferences: Call<'getNotificationPreferences'>
  /** Read what was asked for that is not in the plan, who decides, and what was decided. Permission: `spending:read`. */
  readonly getOffPlanRequest: Call<'getOffPlanRequest'>
  /** See in which version and profile of Open Referral the directory is given. Permission: `resource:read`. */
  readonly getOpenReferral: Call<'getOpenReferral'>
  /** Read an entry as a service of Open Referral UK. Permission: `resource:read`. */
  readonly getOpenReferralService: Call<'getOpenReferralService'>
  /** Read an organisation. Permission: `organisation:read`. */
  readonly getOrganisation: Call<'getOrganisation'>
  /** See how far outcomes are reached, then and now side by side. Each outcome of the plan in force by the person’s own rating, from the plan to the last review, and each domain of life and each standard measure from the assessment to the last review. Permission: `review:read`. */
  readonly getOutcomeProgress: Call<'getOutcomeProgress'>
  /** Read a line that your organisation gives. Permission: `provider:read`. */
  readonly getOwnLine: Call<'getOwnLine'>
  /** Read when a meeting looks at a plan, and how the person is heard there. Permission: `plan:read`. */
  readonly getPanelMeeting: Call<'getPanelMeeting'>
  /** Read a run of payments, and how far it is. Permission: `pay-run:read`. */
  readonly getPayRun: Call<'getPayRun'>
  /** Read who is paid, with what lets them be. Permission: `payee:read`. */
  readonly getPayee: Call<'getPayee'>
  /** Read a person. Permission: `person:read`. */
  readonly getPerson: Call<'getPerson'>
  /** Read who the person of a case is, and how to speak with them. Permission: `case:read`. */
  readonly getPersonOfCase: Call<'getPersonOfCase'>
  /** Read everything that is kept about a person. For the person and who acts for them; and for an officer of the commissioner while a request of the person is to be answered. Permission: `record:read`. */
  readonly getPersonRecord: Call<'getPersonRecord'>
  /** Read everything that is kept about a person, as a page. For the person and who acts for them; and for an officer of the commissioner while a request of the person is to be answered. Permission: `record:read`. */
  readonly getPersonRecordPage: Call<'getPersonRecordPage'>
  /** Read what the person asked, and the answer. Permission: `case:read`. */
  readonly getPersonRequest: Call<'getPersonRequest'>
  /** See what a plan takes of the budget in a period, by line and by category. Permission: `plan:read`. */
  readonly getPlanCosts: Call<'getPlanCosts'>
  /** Read what a kind of problem means. A page in plain English: what the problem means, and what to do about it. */
  readonly getProblemKind: Call<'getProblemKind'>
  /** Read a purchase with its receipt. Permission: `spending:read`. */
  readonly getPurchase: Call<'getPurchase'>
  /** See what will be asked and what is missing, before sending. Permission: `expression:read`. */
  readonly getReadiness: Call<'getReadiness'>
  /** Read the document of a receipt. Permission: `spending:read`. */
  readonly getReceiptFile: Call<'getReceiptFile'>
  /** Read the referral on which a case was opened. There is none where the person opened it, or somebody who had to do with them already. Permission: `case:read`. */
  readonly getReferral: Call<'getReferral'>
  /** Read an entry. Permission: `resource:read`. */
  readonly getResource: Call<'getResource'>
  /** Read a review. Permission: `review:read`. */
  readonly getReview: Call<'getReview'>
  /** Read how a person can be reached safely. Not for who acts or speaks for the person: it can be about them. As long as nobody said anything, its version is 0. Permission: `contact:read`. */
  readonly getSafeContact: Call<'getSafeContact'>
  /** Read a scheme and its rules in force. Permission: `scheme:read`. */
  readonly getScheme: Call<'getScheme'>
  /** Read a draft. Permission: `scheme:write`. */
  readonly getSchemeDraft: Call<'getSchemeDraft'>
  /** Read what a commissioner must tell everybody of a scheme. In plain English, from the rules in force: who is likely to have a budget and who decides on that; how it is worked out; what help there is; what a decision goes by; who can sign off; what you are told if you are turned down; how to appeal. Permission: `scheme:read`. */
  readonly getSchemeTransparency: Call<'getSchemeTransparency'>
  /** Read a published version with its rules, as it will always be. Permission: `scheme:read`. */
  readonly getSchemeVersion: Call<'getSchemeVersion'>
  /** Read where to report a vulnerability. As RFC 9116 has it; 404 where whoever runs the service has named no contact. */
  readonly getSecurityContact: Call<'getSecurityContact'>
  /** Read an agreement with a provider. Permission: `payee:read`. */
  readonly getServiceAgreement: Call<'getServiceAgreement'>
  /** See by which tier plans are decided on, how fast, and how many go to a panel. For a scheme, or all of the commissioner’s, over the days from `from` to `until`, both included. Left out: the year up to today. Permission: `figures:read`. */
  readonly getSignOffFigures: Call<'getSignOffFigures'>
  /** See who must sign, who decides and why. Permission: `plan:read`. */
  readonly getSignOffRoute: Call<'getSignOffRoute'>
  /** Read a simulation: how far it is, and what came of it. By ethnic category, language and need of an interpreter, counts from 1 to 7 are hidden, and so is whatever they could be worked out from. Permission: `scheme:write`. */
  readonly getSimulation: Call<'getSimulation'>
  /** See who may spend from each line of a plan, before it is agreed and after. Permission: `plan:read`. */
  readonly getSpenders: Call<'getSpenders'>
  /** Read what somebody looks at, and what they decided. Permission: `spending:read`. */
  readonly getSpendingCheck: Call<'getSpendingCheck'>
  /** See how fast the plan in force is spent, and what somebody should ask. By the pace of the last eight weeks: what a line takes in a week, when nothing is left, and to when it is meant to last. Money that is not spent is a question to the person and no fault; nothing is taken back by it. 404 where no plan is in force. Permission: `spending:read`. */
  readonly getSpendingOutlook: Call<'getSpendingOutlook'>
  /** Read what is asked about the spending of a line, and what the person said. Permission: `spending:read`. */
  readonly getSpendingQuestion: Call<'getSpendingQuestion'>
  /** Read a member of staff and their accounts. Permission: `staff:read`. */
  readonly getStaffMember: Call<'getStaffMember'>
  /** Read what was agreed, spent and is left, line by line. Permission: `spending:read`. */
  readonly getStatement: Call<'getStatement'>
  /** Save the statement of the budget for a spreadsheet. For any days, as of any moment: a row for each entry, in pounds, between what was left before and after. At most 5,000 entries. A text that a spreadsheet would run begins with an apostrophe. Permission: `spending:read`. */
  readonly getStatementFile: Call<'getStatementFile'>
  /** Read the statement of the budget as a page to print. For any days, as of any moment: what is left, line by line, and each entry. At most 5,000 entries. Permission: `spending:read`. */
  readonly getStatementPage: Call<'getStatementPage'>
  /** Ask how the service is. What is seen is at most a second old. */
  readonly getStatus: Call<'getStatus'>
  /** Read a support plan. Permission: `plan:read`. */
  readonly getSupportPlan: Call<'getSupportPlan'>
  /** Read a plan as it stood when it was submitted. Permission: `plan:read`. */
  readonly getSupportPlanVersion: Call<'getSupportPlanVersion'>
  /** Read whether money that was not spent is taken back or set off, and why. Permission: `spending:read`. */
  readonly getSurplusRecovery: Call<'getSurplusRecovery'>
  /** Read who takes over, for which lines, and until when. Permission: `plan:read`. */
  readonly getTakeOver: Call<'getTakeOver'>
  /** See what people needed and nobody offers, by need, district and language. Over the days from `from` to `until`, both included. Left out: the year up to today. Numbers from 1 to 7 are hidden, and as many others as it takes that they cannot be worked out. Permission: `figures:read`. */
  readonly getUnmetNeedFigures: Call<'getUnmetNeedFigures'>
  /** Read what was claimed for the time of waiting, and what was decided. Permission: `spending:read`. */
  readonly getWaitingClaim: Call<'getWaitingClaim'>
  /** Read the receipt of a claim. Permission: `spending:read`. */
  readonly getWaitingClaimFile: Call<'getWaitingClaimFile'>
  /** Read a webhook. Permission: `webhook:read`. */
  readonly getWebhook: Call<'getWebhook'>
  /** Read in plain words what the person goes on having, whatever is decided about a budget. Permission: `service:read`. */
  readonly getWhatStays: Call<'getWhatStays'>
  /** See who can be called now, or at any instant. From what stood at that instant, by the clock in England. Permission: `plan:read`. */
  readonly getWhoToCall: Call<'getWhoToCall'>
  /** Record that a person agrees to share with an organisation. By the person or who acts for them; or for them by staff, who say who agreed, when, and by what that is known. One is in force for each organisation and purpose. What the person withdrew, themselves or by others to whom they said so, only they give again. Permission: `consent:write`. */
  readonly giveConsent: Call<'giveConsent'>
  /** Hand a person over from their broker to another. By who coordinates the brokers of the organisation, the care coordinator, a manager of the trust or the commissioner; the person was told. The next broker is one whom the person shares with, has what the scheme asks of brokers, and has no conflict of interest on the case. What waited for the broker waits for the next, and the one before sees nothing any more. Permission: `case:team`. */
  readonly handOverBrokerage: Call<'handOverBrokerage'>
  /** Hold a payment until somebody releases it. It leaves the run that it is in. What is with the bank is not held any more. By somebody who has no part in it: neither their own case or a relative’s, nor with a tie on it. Permission: `pay-run:write`. */
  readonly holdPayment: Call<'holdPayment'>
  /** Import what the bank said of the payments of a run. Of a run whose file was made. The same again does nothing, and another word on a payment is refused: one that was imported as failed and was paid is corrected (`correctPayment`). Permission: `pay-run:write`. */
  readonly importPayRunResults: Call<'importPayRunResults'>
  /** Take services of another directory over, in the form of Open Referral UK. Each is known again by its source and identifier, so a feed can be sent again. What somebody changed here since holds unless `overwrite` is set, and the report says which. It says too what could not be taken over of each. Permission: `resource:write`. */
  readonly importResources: Call<'importResources'>
  /** Issue a code by which a person links their own sign-in. The code is told once and kept nowhere: whoever repeats the Idempotency-Key is told that it was issued (`answer-not-kept`), and issues another with another key. A new code replaces the one before. It can be used within 72 hours, once, after somebody else has confirmed it. Permission: `sign-in:issue`. */
  readonly issueSignInCode: Call<'issueSignInCode'>
  /** Ask for a freeze to be lifted, or lift one for which another has asked. The first who asks changes nothing; the second, another human who has taken the concern, lifts it, and what was held goes on by itself. Permission: `concern:handle`. */
  readonly liftFreeze: Call<'liftFreeze'>
  /** Lift a legal hold. Permission: `hold:write`. */
  readonly liftLegalHold: Call<'liftLegalHold'>
  /** Let somebody buy again though a receipt is missing. By the care coordinator, their manager or the commissioner, and never by who bought it. The receipt is still missing; that of a purchase which was reversed is waited for no more. Permission: `spending:oversee`. */
  readonly liftReceiptPause: Call<'liftReceiptPause'>
  /** Open a restricted record again. Permission: `access:oversee`. */
  readonly liftRestriction: Call<'liftRestriction'>
  /** Link your own sign-in to your record. By the code that you were given and your date of birth, or by an NHS number that the issuer of your token has verified. Nobody who works here can do it. Every refusal is the same, and is counted. Permission: `sign-in:link`. */
  readonly linkSignIn: Call<'linkSignIn'>
  /** List what the commissioner shared without consent, newest first. Permission: `sharing:decide`. */
  readonly listAllSharingsWithoutConsent: Call<'listAllSharingsWithoutConsent'>
  /** List what cards of your cases paid and for which no purchase is known, the longest ago first. Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner. Permission: `spending:read`. */
  readonly listAllUnmatchedCardFeedLines: Call<'listAllUnmatchedCardFeedLines'>
  /** List the appeals of a case, newest first. Permission: `appeal:read`. */
  readonly listAppeals: Call<'listAppeals'>
  /** List the health needs that your practice is asked about, newest first. Permission: `health-need:answer`. */
  readonly listAskedOfPractice: Call<'listAskedOfPractice'>
  /** List the files of a case that you may see, newest first. What staff hang on a thing opens to whoever may see the thing. What the person, or who acts or speaks for them, hangs there is as private as the words of the person: it opens to those alone who may read these as well. Permission: `attachment:read`. */
  readonly listAttachments: Call<'listAttachments'>
  /** List the items of a sample, with what was found of each. Permission: `audit:sample`. */
  readonly listAuditSampleItems: Call<'listAuditSampleItems'>
  /** List the samples for audit, newest first. Permission: `audit:sample`. */
  readonly listAuditSamples: Call<'listAuditSamples'>
  /** See who opened any record in an emergency, newest first. Permission: `access:oversee`. */
  readonly listBreakGlass: Call<'listBreakGlass'>
  /** See who opened the record of a person in an emergency, newest first. For the person and the privacy officer. Who acts or speaks for the person sees among the reads that it happened, not why. Permission: `access:read`. */
  readonly listBreakGlassOfPerson: Call<'listBreakGlassOfPerson'>
  /** List the conflicts of interest of brokers on a case, newest first. Permission: `case:read`. */
  readonly listBrokerConflicts: Call<'listBrokerConflicts'>
  /** List the hand-overs between the brokers of a person, newest first. Permission: `plan:read`. */
  readonly listBrokerHandOvers: Call<'listBrokerHandOvers'>
  /** List what a broker was trained in, newest first. Permission: `broker:read`. */
  readonly listBrokerQualifications: Call<'listBrokerQualifications'>
  /** List the time that was agreed beyond the limit for a person, newest first. Permission: `plan:read`. */
  readonly listBrokerageExtensions: Call<'listBrokerageExtensions'>
  /** List the time that brokers spent with a person, newest first. Permission: `plan:read`. */
  readonly listBrokerageTime: Call<'listBrokerageTime'>
  /** List the accounts of a budget, newest first: how far each is confirmed, and not what it is. Permission: `spending:read`. */
  readonly listBudgetBankAccounts: Call<'listBudgetBankAccounts'>
  /** List the calculations of a case, newest first. Permission: `budget:read`. */
  readonly listBudgetCalculations: Call<'listBudgetCalculations'>
  /** List what became of each line of an import, in the order of the file. Permission: `import:write`. */
  readonly listBulkImportLines: Call<'listBulkImportLines'>
  /** List imports, newest first. Until 30 days after each has ended. Permission: `import:write`. */
  readonly listBulkImports: Call<'listBulkImports'>
  /** List what was found of the person’s capacity, decision by decision, newest first. Permission: `assessment:read`. */
  readonly listCapacityAssessments: Call<'listCapacityAssessments'>
  /** List what the issuer of a card says was paid, newest first. Permission: `spending:read`. */
  readonly listCardFeedLines: Call<'listCardFeedLines'>
  /** List when the person paused their case, newest first. Permission: `case:read`. */
  readonly listCasePauses: Call<'listCasePauses'>
  /** List the cases you may see, newest first. Narrowed to what is asked for: several filters together are asked of each case. `memberId`, `reviewDueBy` and `updatedSince` find only cases of which you may see the team, the reviews and the timeline; `updatedSince` goes back 31 days, and leaves out who looked at a record, what is about safeguarding, consents, and who the person is. Permission: `case:read`. */
  readonly listCases: Call<'listCases'>
  /** List the purchases of the case of a concern that you have taken, newest first. It is no look at the record that others are told of: what was done with the concern tells who took it. Permission: `concern:handle`. */
  readonly listConcernPurchases: Call<'listConcernPurchases'>
  /** List the concerns, newest first or by the day on which they are due. But for those of cases on whose team you are or were, that you had a part in or decided on, or whose accounts you dealt with; and those about a payee whom you registered, to whom you declared a tie, or whose papers or accounts you saw: by any account of yours. What is in one opens to who takes it. Permission: `concern:handle`. */
  readonly listConcerns: Call<'listConcerns'>
  /** List the conflicts of interest declared on a plan, and on any other of its case. Permission: `plan:read`. */
  readonly listConflictsOfInterest: Call<'listConflictsOfInterest'>
  /** List a person's consents, newest first. Permission: `consent:write`. */
  readonly listConsents: Call<'listConsents'>
  /** List the corrections that were asked for about a person, newest first. Permission: `person:read`. */
  readonly listCorrectionRequests: Call<'listCorrectionRequests'>
  /** List the places on courses that a person has, waits for or gave up, newest first. Permission: `plan:read`. */
  readonly listCourseEnrolments: Call<'listCourseEnrolments'>
  /** List when a course is given and what places are left, newest first. Permission: `resource:read`. */
  readonly listCourseSessions: Call<'listCourseSessions'>
  /** List where cover fell away after the plan was agreed, newest first. Permission: `plan:read`. */
  readonly listCoverGaps: Call<'listCoverGaps'>
  /** List the texts of what is to happen in a crisis, newest first. Permission: `plan:read`. */
  readonly listCrisisContingencies: Call<'listCrisisContingencies'>
  /** List the crises of a case, newest first. Permission: `plan:read`. */
  readonly listCrisisEpisodes: Call<'listCrisisEpisodes'>
  /** See where crisis teams looked, newest first. For the auditor and the privacy officer. Permission: `looks:read`. */
  readonly listCrisisLooks: Call<'listCrisisLooks'>
  /** See which crisis teams looked at the crisis plan of a person, newest first. For the person, who acts or speaks for them, and the privacy officer. Permission: `access:read`. */
  readonly listCrisisLooksOfPerson: Call<'listCrisisLooksOfPerson'>
  /** List what the person has now, newest first. Permission: `service:read`. */
  readonly listCurrentServices: Call<'listCurrentServices'>
  /** List what could not be delivered to a webhook, newest first. Permission: `webhook:read`. */
  readonly listDeadWebhookDeliveries: Call<'listDeadWebhookDeliveries'>
  /** List the decisions on a case with their reasons, newest first. Permission: `plan:read`. */
  readonly listDecisions: Call<'listDecisions'>
  /** List who stands in for whom, newest first. Permission: `delegation:read`. */
  readonly listDelegations: Call<'listDelegations'>
  /** List the agreements on how money is held, newest first. Permission: `plan:read`. */
  readonly listDeploymentAgreements: Call<'listDeploymentAgreements'>
  /** Follow what happens, in order. The feed for systems that follow: what happened, oldest first; who read what is in the audit alone. An event shows once it has its place in the hash chain, within about a second. Keep the last `nextCursor` and ask again; a client that asks twice with one cursor gets the same events twice, so let `sequence` tell what is known already. The commissioner’s officers, auditors and systems follow all that happens; of an event that somebody of them may not read, there is the place alone (`event.withheld`), and the commissioner’s own systems are told all. Staff and systems of other organisations are told what happened on the cases that they may see, as far as they may see it, and nothing of any other. The systems of a brokerage organisation are told what a broker of theirs on the team is told, while the record is not restricted; those of a council, what its officers are told; those of a GP practice, what happens to the health need that it is asked to agree, while that is shared with it. A provider’s systems are told what happens with its own lines, invoices, payments and agreements (`event.provided`), by their identifiers alone: neither whose they are nor on which case. With `wait`, an empty answer is held back until there is something to tell; a client has at most 4 such requests at a time. A cursor that is not of this chain is refused (410): begin again at the start. Permission: `event:read`. */
  readonly listEvents: Call<'listEvents'>
  /** List who took out what, and why, newest first. Permission: `evidence:read`. */
  readonly listExports: Call<'listExports'>
  /** List the expressions of interest of a case, newest first. Permission: `expression:read`. */
  readonly listExpressionsOfInterest: Call<'listExpressionsOfInterest'>
  /** List what was paid into and out of the float of an organisation, newest first. For the commissioner, the auditor and the organisation. Permission: `organisation:read`. */
  readonly listFloatPayments: Call<'listFloatPayments'>
  /** List the reconciliations of a float, newest first. Permission: `organisation:read`. */
  readonly listFloatReconciliations: Call<'listFloatReconciliations'>
  /** List what organisations hold for people, and by when it is to be reconciled. For the commissioner and the auditor all; for an organisation its own. Permission: `organisation:read`. */
  readonly listFloats: Call<'listFloats'>
  /** List what was recorded of a person before, newest first. Permission: `person:read`. */
  readonly listFormerDetails: Call<'listFormerDetails'>
  /** List what came back of what was paid out on a case, newest first. Permission: `spending:read`. */
  readonly listGiveBacks: Call<'listGiveBacks'>
  /** List the health needs of a case and what the practice said, newest first. Permission: `health-need:read`. */
  readonly listHealthNeeds: Call<'listHealthNeeds'>
  /** List the instruments, with their domains of life. Permission: `scheme:read`. */
  readonly listInstruments: Call<'listInstruments'>
  /** List the evidence of payees that lapses within a month, or has lapsed, the soonest first. Permission: `payee:read`. */
  readonly listLapsingEvidence: Call<'listLapsingEvidence'>
  /** List the training and accreditation of brokers that lapses within 60 days, or has lapsed, the soonest first. Permission: `broker:read`. */
  readonly listLapsingQualifications: Call<'listLapsingQualifications'>
  /** List the agreements with providers that lapse within a month, or have lapsed, the soonest first. Until both have signed the one that renews them. Permission: `payee:read`. */
  readonly listLapsingServiceAgreements: Call<'listLapsingServiceAgreements'>
  /** List the periods that are over with more left than is carried over, and that nobody has looked at since, newest first. For the commissioner and the auditor. What is left over stays the person’s until it is decided on: `proposeSurplusRecovery` begins that. Permission: `evidence:read`. */
  readonly listLeftOver: Call<'listLeftOver'>
  /** List the legal holds on a person, newest first. Permission: `hold:write`. */
  readonly listLegalHolds: Call<'listLegalHolds'>
  /** List the letters about the decisions on a case, newest first. Permission: `letter:read`. */
  readonly listLetters: Call<'listLetters'>
  /** List the letters of your cases that are to be posted or handed over, the oldest first. Those of which the person was not told by a message, and that nobody has recorded as given (`recordLetterDelivery`); where one is to be posted, `getLetterToPost` prints it: also of cases that have ended. Of the cases on whose team you are; of all that you see, where you see those of a trust or the commissioner. Not for who acts or speaks for the person. Permission: `contact:read`. */
  readonly listLettersToGive: Call<'listLettersToGive'>
  /** List the records that may be of one person and that nobody has settled, newest first. Permission: `person:join`. */
  readonly listLikelyDoubles: Call<'listLikelyDoubles'>
  /** List how the money of lines came to be held, newest first. Permission: `plan:read`. */
  readonly listLineHoldings: Call<'listLineHoldings'>
  /** List what moved between the lines of the plans of a case, newest first. Permission: `spending:read`. */
  readonly listLineMoves: Call<'listLineMoves'>
  /** List the pauses of lines, newest first. Permission: `plan:read`. */
  readonly listLinePauses: Call<'listLinePauses'>
  /** List who gives a line of a plan, and gave it, newest first. Permission: `spending:read`. */
  readonly listLineProviders: Call<'listLineProviders'>
  /** List machine clients, newest first, with those that were ended. Permission: `machine-client:read`. */
  readonly listMachineClients: Call<'listMachineClients'>
  /** List the purchases that are marked, newest first. For the commissioner and the auditor: what is odd is marked with the reason, and refused to nobody. Permission: `evidence:read`. */
  readonly listMarkedPurchases: Call<'listMarkedPurchases'>
  /** List the standard measures whose scores are kept, with their scales. The words of their items are not here: whoever asks has the licence for them. Permission: `scheme:read`. */
  readonly listMeasures: Call<'listMeasures'>
  /** List the receipts of your cases that were asked for and are missing, the longest missing first. Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner. Permission: `spending:read`. */
  readonly listMissingReceipts: Call<'listMissingReceipts'>
  /** List the purchases of a case whose receipt was asked for and is missing, newest first. Permission: `spending:read`. */
  readonly listMissingReceiptsOfCase: Call<'listMissingReceiptsOfCase'>
  /** List the needs assessments of a case, newest first. Permission: `assessment:read`. */
  readonly listNeedsAssessments: Call<'listNeedsAssessments'>
  /** List what you were told, or are to be told, newest first. For a year; of letters, as long as the letter is kept. Permission: `notification:own`. */
  readonly listNotifications: Call<'listNotifications'>
  /** List what the person and their team were told of a case, newest first. Not for who acts or speaks for the person: it can tell of them. Permission: `contact:read`. */
  readonly listNotificationsOfCase: Call<'listNotificationsOfCase'>
  /** List what was asked for that is not in the plan, newest first. Permission: `spending:read`. */
  readonly listOffPlanRequests: Call<'listOffPlanRequests'>
  /** List the corrections that wait for an answer, those due first first. Permission: `record:request`. */
  readonly listOpenCorrectionRequests: Call<'listOpenCorrectionRequests'>
  /** List the directory as services of Open Referral UK, the oldest first. What there is today, each service whole. Pages are numbered, as Open Referral UK has it; unlike there, one has to sign in. Permission: `resource:read`. */
  readonly listOpenReferralServices: Call<'listOpenReferralServices'>
  /** List the words that may name what no budget buys, and who would be paid for support, of whom nobody has decided, the longest ago first. Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner. Each is a task with a day for who may decide: an officer of the commissioner or the manager of the team of words, the care coordinator or that manager of a payee. Permission: `spending:read`. */
  readonly listOpenSpendingChecks: Call<'listOpenSpendingChecks'>
  /** List organisations, newest first unless asked otherwise. Permission: `organisation:read`. */
  readonly listOrganisations: Call<'listOrganisations'>
  /** List the reviews of your cases that are past their day, the longest overdue first. Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner. Permission: `review:read`. */
  readonly listOverdueReviews: Call<'listOverdueReviews'>
  /** List what was bought of your organisation, newest first. Permission: `provider:read`. */
  readonly listOwnInvoices: Call<'listOwnInvoices'>
  /** List the lines that your organisation gives, the newest first. For a provider and its systems: nothing of the person, what they need, or anything else of a plan. Permission: `provider:read`. */
  readonly listOwnLines: Call<'listOwnLines'>
  /** List the payments to your organisation, newest first. Permission: `provider:read`. */
  readonly listOwnPayments: Call<'listOwnPayments'>
  /** List the agreements of your own organisation, newest first. Permission: `provider:read`. */
  readonly listOwnServiceAgreements: Call<'listOwnServiceAgreements'>
  /** List the meetings about the plans of a case, newest first. Permission: `plan:read`. */
  readonly listPanelMeetings: Call<'listPanelMeetings'>
  /** List the payments of a run, in the order of its file. A payment of a record that is kept to its team is made and counted with the others, and listed for a finance officer who is named to pay on it; the run says how many are not (`progress`). Permission: `pay-run:read`. */
  readonly listPayRunPayments: Call<'listPayRunPayments'>
  /** List the runs of payments, newest first unless asked otherwise. Permission: `pay-run:read`. */
  readonly listPayRuns: Call<'listPayRuns'>
  /** List the accounts of a payee, newest first: how far each is confirmed, and not what it is. Permission: `bank-details:read`. */
  readonly listPayeeBankAccounts: Call<'listPayeeBankAccounts'>
  /** List the decisions on payees of a case, newest first. Permission: `spending:read`. */
  readonly listPayeeDecisions: Call<'listPayeeDecisions'>
  /** List the payees of whom somebody is to decide whether they are paid on a case, or has decided, newest first. Permission: `spending:read`. */
  readonly listPayeeQuestions: Call<'listPayeeQuestions'>
  /** List the ties to who is paid that were declared on a case, newest first. Permission: `spending:read`. */
  readonly listPayeeTies: Call<'listPayeeTies'>
  /** List who is paid, newest first unless asked otherwise. Permission: `payee:read`. */
  readonly listPayees: Call<'listPayees'>
  /** List the payments of a case, newest first unless asked otherwise: how much, to whom, when, and why one waits. Permission: `spending:read`. */
  readonly listPayments: Call<'listPayments'>
  /** List the periods of plans that are over, and what was not spent of them, newest first. The service ends a period on the day after its last, by the rule of the scheme (`money.periodEnd`), and not while an appeal is open or a crisis is on. Nothing is taken by it. Permission: `spending:read`. */
  readonly listPeriodEnds: Call<'listPeriodEnds'>
  /** List what the person asked of those who work with them, newest first. Permission: `case:read`. */
  readonly listPersonRequests: Call<'listPersonRequests'>
  /** List the organisations of a plan that have stopped, newest first. Permission: `plan:read`. */
  readonly listProviderStops: Call<'listProviderStops'>
  /** List the purchases of a case with their receipts, newest first unless asked otherwise. Permission: `spending:read`. */
  readonly listPurchases: Call<'listPurchases'>
  /** List the purchases of which no issuer of a card says that they were paid, newest first. What stands and is not paid by invoice. Permission: `spending:read`. */
  readonly listPurchasesWithoutFeedLine: Call<'listPurchasesWithoutFeedLine'>
  /** See who looked at any record, newest first. By actor and time. A list of cases, tasks or people is a read of each record on the page. This list and the feed of events tell of the log itself, and are not among the reads. Permission: `access:oversee`. */
  readonly listReads: Call<'listReads'>
  /** See who looked at the record of a person, newest first. For the person, who acts or speaks for them, and the privacy officer. Who acts or speaks for the person sees the reads of what they could read themselves. A read shows within seconds. Permission: `access:read`. */
  readonly listReadsOfPerson: Call<'listReadsOfPerson'>
  /** See to whom a restricted record was opened, newest first. For the person and the privacy officer. Permission: `access:read`. */
  readonly listRecordOpenings: Call<'listRecordOpenings'>
  /** List the referrals that you recorded, that are yours, or are said to come from your organisation, newest first. The commissioner sees all. Permission: `case:read`. */
  readonly listReferrals: Call<'listReferrals'>
  /** See which records are restricted, and what waits there for somebody to be named, newest first. Permission: `access:oversee`. */
  readonly listRestrictedRecords: Call<'listRestrictedRecords'>
  /** List the reviews of a case, newest first. Permission: `review:read`. */
  readonly listReviews: Call<'listReviews'>
  /** List the reviews of your cases that are due within a week, the soonest first. Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner. Permission: `review:read`. */
  readonly listReviewsDue: Call<'listReviewsDue'>
  /** List the reviews of your cases that are due in more than a week and within six, the soonest first. Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner. Permission: `review:read`. */
  readonly listReviewsDueSoon: Call<'listReviewsDueSoon'>
  /** List what others have recorded for the person, newest first. Each with the day it was said, how, who was there and evidence, what the person is told of it, and until when they can say that it was not them. For whoever is opened the own words of the person; why somebody was removed is told to the person, and to neither who acts nor who speaks for them. Permission: `appeal:write`. */
  readonly listSaidForMe: Call<'listSaidForMe'>
  /** List the councils that pay into a scheme, newest first, with those that have ended. Permission: `scheme:read`. */
  readonly listSchemeCouncils: Call<'listSchemeCouncils'>
  /** List the drafts of a scheme, newest first. Permission: `scheme:write`. */
  readonly listSchemeDrafts: Call<'listSchemeDrafts'>
  /** List the published versions of a scheme, with their dates. Permission: `scheme:read`. */
  readonly listSchemeVersions: Call<'listSchemeVersions'>
  /** List the schemes in force, newest first. Who may write schemes (scheme:write) also finds those that have no version in force: only drafts, or a version that starts later. Their version is null. Permission: `scheme:read`. */
  readonly listSchemes: Call<'listSchemes'>
  /** List the agreements with providers, newest first. Permission: `payee:read`. */
  readonly listServiceAgreements: Call<'listServiceAgreements'>
  /** List what was shared about a person without consent, newest first. Not for who acts or speaks for the person: it can be about them. Permission: `person:read`. */
  readonly listSharingsWithoutConsent: Call<'listSharingsWithoutConsent'>
  /** List the codes that were issued for a person, newest first, without the codes. Permission: `person:read`. */
  readonly listSignInCodes: Call<'listSignInCodes'>
  /** List every sign-in of the commissioner’s people, newest first. Permission: `sign-in:list`. */
  readonly listSignIns: Call<'listSignIns'>
  /** List who signs in as a person, or did, newest first. Permission: `person:read`. */
  readonly listSignInsOfPerson: Call<'listSignInsOfPerson'>
  /** List the simulations of a draft, newest first. Permission: `scheme:write`. */
  readonly listSimulations: Call<'listSimulations'>
  /** List the budgets for social care of a case, newest first: the first is the one that counts. Permission: `service:read`. */
  readonly listSocialCareBudgets: Call<'listSocialCareBudgets'>
  /** List the words of a case that somebody looks at, or has looked at, newest first. Permission: `spending:read`. */
  readonly listSpendingChecks: Call<'listSpendingChecks'>
  /** List the budgets that are quiet, under-spent or run out early, the longest first. Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner. Each line is looked at once a week. The team asks the person; nothing is taken away by it. Permission: `spending:read`. */
  readonly listSpendingQuestions: Call<'listSpendingQuestions'>
  /** List what was asked about the spending of a case, and what the person said, newest first. Permission: `spending:read`. */
  readonly listSpendingQuestionsOfCase: Call<'listSpendingQuestionsOfCase'>
  /** List members of staff, newest first. Permission: `staff:read`. */
  readonly listStaffMembers: Call<'listStaffMembers'>
  /** Read what came into the budget and went out of it on any days, oldest first. As the book said at any moment: what was recorded later, a reversal too, changes nothing of it. Each entry has its day, its line, what it is in plain words, and what was left after it. Permission: `spending:read`. */
  readonly listStatementEntries: Call<'listStatementEntries'>
  /** List the support plans of a case, newest first. Permission: `plan:read`. */
  readonly listSupportPlans: Call<'listSupportPlans'>
  /** Find the support plan that another system knows by an identifier. One at most: no two plans have the same identifier of one system. None where you do not see the plan. Permission: `plan:read`. */
  readonly listSupportPlansByIdentifier: Call<'listSupportPlansByIdentifier'>
  /** List what was decided on money that was not spent, newest first. Permission: `spending:read`. */
  readonly listSurplusRecoveries: Call<'listSurplusRecoveries'>
  /** List when somebody took over, newest first. Permission: `plan:read`. */
  readonly listTakeOvers: Call<'listTakeOvers'>
  /** List what waits for you, of the newest cases first unless asked otherwise. Permission: `case:read`. */
  readonly listTasks: Call<'listTasks'>
  /** List what happened on a case, newest first. Without what your grounds do not open: a page can hold less than `limit`, and another can follow it. Permission: `case:read`. */
  readonly listTimeline: Call<'listTimeline'>
  /** List the referrals that wait for an answer, oldest first. For the organisations that owe the answer, and for the commissioner where it is late. Permission: `referral:deny`. */
  readonly listUnansweredReferrals: Call<'listUnansweredReferrals'>
  /** List the cases under way whose person nobody independent has confirmed, newest first. Permission: `identity:confirm`. */
  readonly listUnconfirmedIdentities: Call<'listUnconfirmedIdentities'>
  /** List what the issuer of a card says was paid and for which no purchase is known, newest first. Permission: `spending:read`. */
  readonly listUnmatchedCardFeedLines: Call<'listUnmatchedCardFeedLines'>
  /** List the needs of a person for which nothing was found, newest first. Permission: `plan:read`. */
  readonly listUnmetNeeds: Call<'listUnmetNeeds'>
  /** List the accounts that wait to be confirmed, newest first. That of a person whose record is restricted, to a finance officer who is named to pay on it. Permission: `bank-details:read`. */
  readonly listWaitingBankAccounts: Call<'listWaitingBankAccounts'>
  /** List what was claimed for the time of waiting, newest first. Permission: `spending:read`. */
  readonly listWaitingClaims: Call<'listWaitingClaims'>
  /** List what was sent or is to be sent to a webhook, newest first. What came to its end is kept for a month. Permission: `webhook:read`. */
  readonly listWebhookDeliveries: Call<'listWebhookDeliveries'>
  /** List the webhooks of your organisation, newest first, with those that were ended. Permission: `webhook:read`. */
  readonly listWebhooks: Call<'listWebhooks'>
  /** Appeal against a decision, in one call. By the person, a representative or an advocate, against any decision that goes against the person; or recorded for them, in their own words, by the care coordinator or the commissioner. What the person has stays as it is until it is decided. Permission: `appeal:write`. */
  readonly lodgeAppeal: Call<'lodgeAppeal'>
  /** See what is to happen in a crisis for an hour, as a crisis team. For the crisis team of a trust that has a case of the person under way. It sees what is to happen in a crisis, its page, who to call, the cover, and what support there is, and nothing else of the case. The person, their team and the auditor are shown that it looked, and on what ground. Permission: `crisis:look`. */
  readonly lookInCrisis: Call<'lookInCrisis'>
  /** Make the file of a run for the bank. The run keeps when it was made first and what it comes to: made again, it has the same bytes and says so (`madeBefore`), or is refused. Made first, each payment is looked at again: one that is held for a check, whose payee may not be paid any more, or whose account is missing or was changed since it was handed over, leaves the run and waits; one whose line is held in another way since leaves it and is planned anew. It needs a confirmed account of the payer, and is made first only while the bank can still pay on the day: by Bacs until the day before the one on which that processes it, and else until the day itself. Permission: `pay-run:write`. */
  readonly makePaymentFile: Call<'makePaymentFile'>
  /** Say which purchase a line of a feed stands for. Permission: `spending:write`. */
  readonly matchCardFeedLine: Call<'matchCardFeedLine'>
  /** Move money from one line of the plan in force to another. By the person, or who acts for them, or the care coordinator who records what the person said (`saidFor`). The scheme says how much moves without a new sign-off (`money.moves`): all moves of a plan count together. What crises brought stays, ring-fenced money and the two elements of a budget never mix, and support that the person relies on is made less by a changed plan alone. Permission: `spending:write`. */
  readonly moveBetweenLines: Call<'moveBetweenLines'>
  /** Move a meeting to another day, time or place. The person is told anew, and the time before the meeting counts from then. Permission: `meeting:write`. */
  readonly movePanelMeeting: Call<'movePanelMeeting'>
  /** Say which provider gives a line of a plan. By the broker, the care coordinator or an officer of the commissioner. Its people and systems see of the line what is given, for which days and at which rate; who gave it before sees it no more. Where the commissioner pays for the line, it is paid by the schedule for the days from then on. Permission: `payee:write`. */
  readonly nameLineProvider: Call<'nameLineProvider'>
  /** Write down what was found out, or who was told. Permission: `concern:handle`. */
  readonly noteOnConcern: Call<'noteOnConcern'>
  /** Say that a consent which others recorded was not yours. By the person alone. The consent ends at once, and the commissioner is told who had recorded it. Permission: `consent:write`. */
  readonly objectToConsent: Call<'objectToConsent'>
  /** Say that what was recorded for the person was not them. By the person, who acts for them, or an advocate whom they chose, until `objectionBy`; to a removal by the person, or an advocate whom they chose. It is undone at once, as far as it can be: a case is open again, an end is called off, a signature counts no longer and nothing more is spent on it, an appeal is taken back and does not count, a service is as it was, and so is what is to happen in a crisis and how money of the plan is held; a gap is open again, and a take-over is on. An officer of the commissioner who did not record it looks at it. Permission: `appeal:write`. */
  readonly objectToSaidFor: Call<'objectToSaidFor'>
  /** Open a person's case in a scheme. One case of a person is in flight in a scheme at a time. A case is opened by the person, or by somebody who has to do with them already; whoever has not records a referral. A trust’s staff and systems open it for their own trust. Permission: `case:open`. */
  readonly openCase: Call<'openCase'>
  /** Open a restricted record to somebody who decides. To registered staff with the role of those who are kept out, for a task and until a day, at most 90 days. The person is shown to whom and why. It ends when the restriction is lifted. Permission: `access:oversee`. */
  readonly openRestrictedRecord: Call<'openRestrictedRecord'>
  /** Pause a case, and keep your place. By the person, or who acts for them. The clocks of what is owed to them stand still and keep the days that are left, nothing is reported late and nothing ends. Payments, services and a crisis go on as they are, and appeals and objections are answered in their time. Permission: `request:write`. */
  readonly pauseCase: Call<'pauseCase'>
  /** Pause lines of the plan in force. By the person, for as long as they wish; by those who work with them, for 28 days at the most, while the person is in hospital, detained or away, or who gives the support is. Lines begin again by date. Nothing ends, and no money goes back; what a paused line would pay for is not bought on those days. Permission: `support:pause`. */
  readonly pauseLines: Call<'pauseLines'>
  /** Ask whether the process answers. Nothing behind it is asked, the database least of all. */
  readonly ping: Call<'ping'>
  /** Keep everything about a person, whatever the schedule says. Permission: `hold:write`. */
  readonly placeLegalHold: Call<'placeLegalHold'>
  /** Work a budget out without keeping it. Stores nothing. The same inputs under the same rules give the same steps and the same hash. Permission: `budget:read`. */
  readonly previewBudget: Call<'previewBudget'>
  /** Give the account that the direct payments of a budget go into. By the person, or who acts for them in money; or by an officer of the commissioner who records what the person said, by a paper that says it. It is kept sealed, and no answer says what it is. Permission: `bank-details:give`. */
  readonly proposeBudgetBankAccount: Call<'proposeBudgetBankAccount'>
  /** Propose that two records are of two people. Permission: `person:join`. */
  readonly proposeDifference: Call<'proposeDifference'>
  /** Propose to join two records of one person. Permission: `person:join`. */
  readonly proposeJoin: Call<'proposeJoin'>
  /** Give the account that a payee is paid into. By a paper that says it. It is kept sealed, and no answer says what it is. Until a second person has confirmed it, the one before it is paid into. Not by who changed how the payee is reached while that is new. Permission: `bank-details:write`. */
  readonly proposePayeeBankAccount: Call<'proposePayeeBankAccount'>
  /** Propose to publish a draft as the next version of its scheme. A second person confirms it, and it is in force no sooner than the day after. Needs a completed simulation of the draft as it stands, against the newest published version, and a written equality note. A draft that another version has overtaken is refused (draft-outdated) until it is brought onto that version and simulated again. Where it asks for something that was never asked of any of the present cases, so that none could be compared, it is refused (nothing-compared): begin a scheme of its own for such a method. Versions start tomorrow or later, at most two years ahead (start-too-far-ahead), and one after the other. Cases keep the version that they are under. Permission: `scheme:publish`. */
  readonly proposePublication: Call<'proposePublication'>
  /** Begin to look at whether money that was not spent is taken back or set off. For one person, with the reason. The person has two weeks from the day on which they were told to say what they think. It is taken back, or set off against the coming payments of a direct payment. Never while a crisis is on or an appeal is open, never what the schedule of the line still asks for, what was put aside for a crisis, what is ring-fenced, or what the scheme carries over into the next period. Permission: `recovery:decide`. */
  readonly proposeSurplusRecovery: Call<'proposeSurplusRecovery'>
  /** Say that you are concerned about who is paid, somebody on the team, a line or the case. By the person, who acts or speaks for them, and everybody else who works on the case. The answer is a receipt alone. Those who handle concerns see it, and nobody else: it is in no list, count, event or timeline of the case, and who looked at the record does not tell of it. Permission: `concern:raise`. */
  readonly raiseConcern: Call<'raiseConcern'>
  /** Record what was found of an item of a sample. Where the evidence of a purchase is missing, its receipt counts no more: it is asked for again from then on, by the days of any other (`receiptDueOn`), and another copy can be sent. Anything else that is wrong raises a concern (`audit-finding`), with your words, for those who handle concerns alone: on the case, or for the bank details of a payee on each case with a payment to them that is not settled. Permission: `audit:sample`. */
  readonly recordAuditFinding: Call<'recordAuditFinding'>
  /** Record that the owner of an account was told and asked whether it is theirs. In the way that was known before: never by what came with the account. By somebody else than who gave it. What they say is not theirs is refused at once. Permission: `bank-details:confirm`. */
  readonly recordBankAccountTelling: Call<'recordBankAccountTelling'>
  /** Record what a broker was trained in, or is accredited for. By who coordinates the brokers of their organisation, or an officer of the commissioner, who saw it. Nobody records their own. A scheme says what its brokers need (`brokerage.brokersNeed`), and nobody without it is given to a person. Permission: `broker:write`. */
  readonly recordBrokerQualification: Call<'recordBrokerQualification'>
  /** Count time that a broker spent with a person. The minutes of all brokers of the person count together, in the scheme, also of cases of theirs that ended. Over the limit it is refused, and the minutes that are left are told; after four fifths of it, and when it is all spent, an event says so (`brokerage-time.warned`). The day is no earlier than the one on which you became the broker, and not ahead; all that you count on it, with everybody, fits into 24 hours (`brokerage-day-exceeded`). Permission: `brokerage:write`. */
  readonly recordBrokerageTime: Call<'recordBrokerageTime'>
  /** Record whether the person can make one decision. Of one decision on one day, by the care coordinator: who assessed it, how, with what help, whether it comes and goes, and until when it holds. Who acts on the ground that the person lacks capacity signs only while one says so of that decision. Permission: `assessment:write`. */
  readonly recordCapacityAssessment: Call<'recordCapacityAssessment'>
  /** Record that the person withdrew a consent. By those to whom they said so, with the day, how, who was there and evidence. It takes effect at once, and only the person gives it again. Permission: `consent:write`. */
  readonly recordConsentWithdrawal: Call<'recordConsentWithdrawal'>
  /** Record for the person a change of what is to happen in a crisis. By the care coordinator, in the words of the person, for one who does not write it here themself. It stands at once, as what the person changes does. They are told of it, and until `objectionBy` they, or who acts for them, can say that it was not them: then what stood before stands again, where nobody has changed it since. Permission: `crisis:declare`. */
  readonly recordCrisisContingency: Call<'recordCrisisContingency'>
  /** Say that a death was recorded in error. A death that nobody has confirmed is taken back by it at once. Where the case has ended by it, somebody else confirms the error. Permission: `case:end`. */
  readonly recordDeathInError: Call<'recordDeathInError'>
  /** Send an expression of interest for the person, who said so. By the care coordinator or the commissioner. The person is told, and can say that it was not them: it is a draft again, unless it was decided on. Permission: `expression:write`. */
  readonly recordExpressionSubmission: Call<'recordExpressionSubmission'>
  /** Record money that was paid to an organisation which buys for people, or came back from it. It counts once a second officer has recorded the same; who recorded it first corrects it until then. The first deposit opens the float of the organisation: what is bought from then on of lines whose money it holds goes out of it. A reference is of one deposit and of one return. No more comes back than the organisation holds by the book, and nothing was paid before the first deposit or more than a year ago. Permission: `organisation:write`. */
  readonly recordFloatPayment: Call<'recordFloatPayment'>
  /** Record money that came back of what was paid out for a line. By the commissioner, with the evidence, also once the case has ended. One officer records it, and nothing moves; once a second human records the same of the same reference, the money moves (`confirmedAt`), and by what each of them knew it is kept. Who recorded it first corrects it by recording it anew until then. While the line is open the money is still the person’s and can be spent on it: only a decision takes it (`proposeSurplusRecovery`). Of a line that has closed it goes on to those who paid for it, each its part. A payment that comes back after the bank has paid it is recorded with `givenBy` `payee` and its `paymentId`: the whole of it was not made after all, and is owed or planned again and waits until somebody has looked at it; a part can be spent on the line. What a provider gives back of a purchase is a reversal (`reversePurchase`). Permission: `spending:oversee`. */
  readonly recordGiveBack: Call<'recordGiveBack'>
  /** Record how the person was heard at a meeting. Needed before the vote where they wanted to be there, or somebody for them. Otherwise what they wished counts, unless it is recorded that it was otherwise. Permission: `meeting:write`. */
  readonly recordHearing: Call<'recordHearing'>
  /** Say what you found where the NHS and the council assess together. Where the scheme takes somebody without a social-care budget by joint assessment. The care coordinator says it first and asks the council, with the person’s consent to share with it; then an officer of that council says what it found and what it pays. The care coordinator agrees to it by completing the assessment. A change of the assessment asks both anew. Permission: `assessment:join`. */
  readonly recordJointFinding: Call<'recordJointFinding'>
  /** Write down that a person without a sign-in keeps a budget whose end was announced. Permission: `expression:write`. */
  readonly recordKeptBudget: Call<'recordKeptBudget'>
  /** Record that a letter was posted or handed over. By the care coordinator or an officer of the commissioner, where the person was not told of the letter by a message, or as well. `getLetterToPost` prints it for an envelope. It is refused by post where the person said that post is not safe. Permission: `contact:write`. */
  readonly recordLetterDelivery: Call<'recordLetterDelivery'>
  /** Record what lets a payee be paid, and until when. By another than who registered them, who has seen it and does not come from the organisation that it is of, with the hash of the document. Who has seen it buys nothing from them. A document that was seen for another payee, where one of the two is a human, is kept by an officer of the commissioner alone, with the reason (`sharedBecause`). Permission: `payee:write`. */
  readonly recordPayeeEvidence: Call<'recordPayeeEvidence'>
  /** Record what a practice answered that does not sign in. By the care coordinator or an officer of the commissioner; never by a broker of the case, or who wrote a plan of it. A letter, an e-mail or the note of a call shows it. It counts once somebody else has told the practice what was recorded. Permission: `health-need:write`. */
  readonly recordPracticeAnswer: Call<'recordPracticeAnswer'>
  /** Record that a provider signed an agreement which does not sign in. Permission: `payee:write`. */
  readonly recordProviderSignature: Call<'recordProviderSignature'>
  /** Record a purchase against a plan line. By who may buy on the line, whom `getSpenders` names. What the line has not got is refused, with the sum. On a line that has closed, what was bought by that day is recorded, as far as the plan in force leaves it of the budget. What a person buys from a direct payment beyond what they were paid is paid to the account of the budget. The first purchase sets the first review where none is set. Permission: `spending:write`. */
  readonly recordPurchase: Call<'recordPurchase'>
  /** Record the purchase that a line of a feed stands for. By who may spend on the plan line, as any purchase. The issuer says the day, the amount and who was paid. Permission: `spending:write`. */
  readonly recordPurchaseOfLine: Call<'recordPurchaseOfLine'>
  /** Record how a person was told of a meeting who cannot see it here. Permission: `meeting:write`. */
  readonly recordTelling: Call<'recordTelling'>
  /** Record that nothing was found for a need of a person. By the broker or the care coordinator: the domain of need, the district and the language, and no words. Where it is said to come of a search, the directory is searched, and what is there is not missing. Permission: `unmet-need:write`. */
  readonly recordUnmetNeed: Call<'recordUnmetNeed'>
  /** Record that somebody referred a person with whom you have nothing to do yet. It opens nothing, and you read nothing of the person by it, until somebody at the organisation that is named has accepted it. A trust’s staff and systems record it for their own trust. Permission: `case:open`. */
  readonly referPerson: Call<'referPerson'>
  /** Refuse an account that waits to be confirmed. Permission: `bank-details:confirm`. */
  readonly refuseBankAccount: Call<'refuseBankAccount'>
  /** Register a service that the person has now. By the person, who acts for them, or the care coordinator. It is kept until it is decided otherwise; an NHS crisis service is always kept. Permission: `service:write`. */
  readonly registerCurrentService: Call<'registerCurrentService'>
  /** Register a machine client. A token whose `sub` is its `client_id` is a system’s. It has what is both in its `scope` and registered here, for the organisation registered here; without a registration, or before somebody else has confirmed it, it has nothing. Permission: `machine-client:write`. */
  readonly registerMachineClient: Call<'registerMachineClient'>
  /** Register an organisation. Permission: `organisation:write`. */
  readonly registerOrganisation: Call<'registerOrganisation'>
  /** Register somebody to be paid, or an organisation. They are paid once what they need has been seen: `missing` says what that is. What has the name of an organisation that takes part, however it is written, is registered with its `organisationId`, and a brokerage organisation as one. A council or a body of the NHS needs nothing, and is registered by an officer of the commissioner alone. Permission: `payee:write`. */
  readonly registerPayee: Call<'registerPayee'>
  /** Register a person. A person is born today or earlier, and not before 1900. Permission: `person:write`. */
  readonly registerPerson: Call<'registerPerson'>
  /** Register something that there is for people. A group, a course, a network or a service. Whoever registers it has made sure of it that day. Permission: `resource:write`. */
  readonly registerResource: Call<'registerResource'>
  /** Register the budget for social care that the person has from the council. By the care coordinator, where the scheme adds a health element to it. It is the council’s own: what is decided here takes nothing from it. A newer one takes its place, and none is written over. Permission: `service:write`. */
  readonly registerSocialCareBudget: Call<'registerSocialCareBudget'>
  /** Register a member of staff with their first account. By a manager of the organisation or the commissioner. A second person confirms the account before it counts. Permission: `staff:write`. */
  readonly registerStaffMember: Call<'registerStaffMember'>
  /** Register where events are sent to. For your organisation: it is told of events of cases from now on, of no more than somebody there could read, by the convention of Standard Webhooks. A provider is told of what it gives and is paid, without the case; of types of which your organisation is never told anything, no webhook is registered. The secret is in this answer and nowhere else; where the answer was lost, make a new one. Permission: `webhook:write`. */
  readonly registerWebhook: Call<'registerWebhook'>
  /** Release a payment that somebody held, or that the bank could not make. By somebody who has no part in it, as with holding it; and never by who imported that the payment failed instead of which it is. Permission: `pay-run:write`. */
  readonly releasePayment: Call<'releasePayment'>
  /** Remove who acts or speaks for the person, with a reason that the person is told. By an officer of the commissioner who neither works nor decided on the case. The person alone reads why, among what was recorded for them, and can say no to it, which gives the place back; nobody removes them again until somebody independent has found that there was reason to. The person, and who acts or speaks for them, end a place by `departure`. Permission: `case:team`. */
  readonly removeFromTeam: Call<'removeFromTeam'>
  /** Write down an agreement that follows on another. It begins after the last day of that, and both sign it anew. Permission: `payee:write`. */
  readonly renewServiceAgreement: Call<'renewServiceAgreement'>
  /** Ask that words which were refused are looked at again. Somebody decides who has not decided on them before. Permission: `spending:write`. */
  readonly renewSpendingCheck: Call<'renewSpendingCheck'>
  /** Have somebody paid again who was ended. By two officers of the commissioner, neither with a tie to them, each with a reason: the first asks for it (`reopeningAskedAt`), and nothing changes. Where one officer has asked for the ending of a council or a body of the NHS, and no second has, one calls it off. Papers and decisions count as before. Permission: `payee:end`. */
  readonly reopenPayee: Call<'reopenPayee'>
  /** Send again what could not be delivered. Those that are named, or the oldest thousand. They are tried as new ones are; events of their cases that were delivered meanwhile are not sent again. Permission: `webhook:write`. */
  readonly replayWebhookDeliveries: Call<'replayWebhookDeliveries'>
  /** Answer what the practice asked. Permission: `health-need:write`. */
  readonly replyToPractice: Call<'replyToPractice'>
  /** Say that two records may be of one person, where nothing in them shows it. Permission: `person:join`. */
  readonly reportLikelyDouble: Call<'reportLikelyDouble'>
  /** Say that an organisation which holds the money of lines has stopped. By an officer of the commissioner, or a care coordinator of their own cases. Answers with the lines that it concerns, and what the plan names to fall back on. They pay no more to it for a day after it stopped; each case waits until no line is with it any more. Permission: `provider:stop`. */
  readonly reportProviderStopped: Call<'reportProviderStopped'>
  /** Ask for a correction of what is recorded. Permission: `correction:write`. */
  readonly requestCorrection: Call<'requestCorrection'>
  /** Ask for more, question by question. The clock of the decision waits until the person has answered; where the care coordinator is asked, it runs on. After the last day to answer it can be decided on what there is. Permission: `expression:decide`. */
  readonly requestInformation: Call<'requestInformation'>
  /** Record that a person asked for everything about them. Permission: `record:request`. */
  readonly requestPersonRecord: Call<'requestPersonRecord'>
  /** Keep a record to its team. Permission: `access:oversee`. */
  readonly restrictRecord: Call<'restrictRecord'>
  /** Go on with a case that was paused. A pause with a last day ends by itself after it. Permission: `request:write`. */
  readonly resumeCase: Call<'resumeCase'>
  /** Have a line begin again today. Permission: `support:pause`. */
  readonly resumeLine: Call<'resumeLine'>
  /** Reverse a purchase. Wholly or in part. Where its receipt was asked for it is waited for on, though all of it is reversed: who bought it is paused, or will be, until somebody else lifts that (`liftReceiptPause`). A feed that somebody else sent, by which all of it came back, ends it. Permission: `spending:write`. */
  readonly reversePurchase: Call<'reversePurchase'>
  /** Say that the payments of a run were looked through. Permission: `pay-run:write`. */
  readonly reviewPayRun: Call<'reviewPayRun'>
  /** Make a new secret. It is in this answer and nowhere else. For 24 hours everything is signed with the one before as well, also where another is made meanwhile. Permission: `webhook:write`. */
  readonly rotateWebhookSecret: Call<'rotateWebhookSecret'>
  /** Say how you want to be heard at a meeting about your plan. In person, in writing, through somebody, or not at all; and whether less notice is fine. By the person, or who acts for them; said for them by those who record what they say. Until the meeting has decided it can be said otherwise. Permission: `hearing:write`. */
  readonly sayHowToBeHeard: Call<'sayHowToBeHeard'>
  /** Say when a course of a recovery college is given. Permission: `resource:write`. */
  readonly scheduleCourseSession: Call<'scheduleCourseSession'>
  /** Schedule a review. The person can ask for one at any time. The first review is set by the agreement of a plan, or by the first payment where none is set then. A review is due today or later, and no later than a routine review that is counted from today in the months of the scheme; a rapid review within the working days of the scheme. Permission: `review:write`. */
  readonly scheduleReview: Call<'scheduleReview'>
  /** Find who is paid by how their name begins. The first 20 by name. Permission: `payee:read`. */
  readonly searchPayees: Call<'searchPayees'>
  /** Find a person by NHS number or another identifier, and a second fact. Answers with no more than it takes to say that it is them. It is limited for each actor, in the hour and in the day, and is kept nowhere but in the audit, without what was sent. Permission: `person:search`. */
  readonly searchPeople: Call<'searchPeople'>
  /** Look for what there is: the free first, then what costs little, and the oldest entry of each first. By words in any form, and by kind, cost, language, culture, first day, place and need. What has ended is left out; what nobody has made sure of for a year says so (`stale`). Permission: `resource:read`. */
  readonly searchResources: Call<'searchResources'>
  /** Send the file of an attachment. The bytes of the file are the body, and Content-Type says what they are. The service works the SHA-256 out: it is the one that was given. Another copy takes the place of one that was harmful or could not be read, while what it hangs on is open and the case has not ended. Where a scanner is configured, nobody gets the file before it was found clean. Permission: `attachment:write`. */
  readonly sendAttachmentFile: Call<'sendAttachmentFile'>
  /** Send what the issuer of a card, or a bank, says was paid. A feed can be sent again: each of its lines is taken once. What was paid is matched with a purchase of the same amount, three days apart at the most, to a payee that is alike; what came back is taken back of the one purchase that it can be of. Permission: `spending:write`. */
  readonly sendCardFeed: Call<'sendCardFeed'>
  /** Send the document of a receipt. With it nobody waits for the receipt any more, and the purchase is shown. The bytes of the document are the body, and Content-Type says what they are. The service works the SHA-256 out: it is the one that was filed with the receipt. Where that document was harmful or could not be read, another copy takes its place and is looked at as a new receipt is, unless the receipt is to stay as it is for now. Permission: `spending:write`. */
  readonly sendReceiptFile: Call<'sendReceiptFile'>
  /** Send a test event. Its type is `webhook.test`, and it tells of nothing. Whether it arrived is in the deliveries. Permission: `webhook:write`. */
  readonly sendTestEvent: Call<'sendTestEvent'>
  /** Send the receipt of a claim. The bytes of the document are the body, and Content-Type says what they are. The service works the SHA-256 out: it is the one that was given with the claim. Permission: `spending:write`. */
  readonly sendWaitingClaimFile: Call<'sendWaitingClaimFile'>
  /** Set what another system knows a case by. By the care coordinator, an officer of the commissioner or a system that sees the case, also when it has ended. Sent again, it changes nothing. No two cases have the same identifier of one system. What reads as an NHS number, or has that of the person in it, is refused: these identifiers are asked for in addresses. That one is taken counts as a search that you made (`rate-limited`). Permission: `identifier:write`. */
  readonly setCaseIdentifiers: Call<'setCaseIdentifiers'>
  /** Say what you want to be told of, how, and how often. Of your own account, or, where you sign in as the person of a record, of that. Staff are told too of what waits for a role in which they say this, where nobody on the team of the case has it. Messages hold a fixed sentence and where to sign in: no name and nothing of a case. An address is used as you give it, and nobody is asked to confirm it. Permission: `notification:own`. */
  readonly setNotificationPreferences: Call<'setNotificationPreferences'>
  /** Set where the post of an organisation goes. Of a trust it stands at the head of the letters of its cases where they are printed for the post, and of the commissioner at the head of all: of its organisation with its own code, or else of the one that was registered first. No other organisation writes letters here, and none has an address (`wrong-state`). Permission: `organisation:write`. */
  readonly setOrganisationAddress: Call<'setOrganisationAddress'>
  /** Set what another system knows an organisation by. Sent again, it changes nothing. No two organisations have the same identifier of one system. Permission: `organisation:write`. */
  readonly setOrganisationIdentifiers: Call<'setOrganisationIdentifiers'>
  /** Set the meeting that looks at a plan. Where a meeting or a panel decides on the plan. The person, and who acts for them, see it on the case, and that tells them; who cannot is told by those who work with them (`recordTelling`). Nobody votes or decides before the person was told in time, or says that less is fine. Permission: `meeting:write`. */
  readonly setPanelMeeting: Call<'setPanelMeeting'>
  /** Set what another system knows a person by. Sent again, it changes nothing. No two people have the same identifier of one system, and where two records of one person are joined, theirs go over to the one that goes on. What reads as an NHS number is refused where no NHS number is recorded, and the number of the person is refused wherever it stands. That one is taken counts as a search that you made (`rate-limited`). Permission: `identifier:write`. */
  readonly setPersonIdentifiers: Call<'setPersonIdentifiers'>
  /** Say how a person can be reached safely. By the person; or by their care coordinator or an officer of the commissioner, who record what the person said. It holds for every message about them, also for what is urgent. Nobody is asked to confirm an address: read it back to the person. Permission: `contact:write`. */
  readonly setSafeContact: Call<'setSafeContact'>
  /** Set what another system knows a plan by. By the care coordinator, an officer of the commissioner or a system that sees the case. The plan and what was signed stay as they are. Sent again, it changes nothing. No two plans have the same identifier of one system. What reads as an NHS number, or has that of the person in it, is refused. That one is taken counts as a search that you made (`rate-limited`). Permission: `identifier:write`. */
  readonly setSupportPlanIdentifiers: Call<'setSupportPlanIdentifiers'>
  /** Settle a concern: no concern, substantiated, or passed on to the council or the police. Where there is no concern and something is frozen for it, this asks for it to be lifted, as `liftFreeze` does: the answer has the concern unsettled (`looking`), and another human who has taken it settles it, by which it is lifted. What is frozen no more is settled by one. Else what is frozen holds on past its day until it is lifted, and another human than who froze it settles the concern. Permission: `concern:handle`. */
  readonly settleConcern: Call<'settleConcern'>
  /** Share with an organisation what the person did not agree to. On a legal basis, with a reason in writing, for 28 days at most. The person reads all of it at once. Permission: `sharing:decide`. */
  readonly shareWithoutConsent: Call<'shareWithoutConsent'>
  /** Sign an agreement for the provider that you come from. Permission: `provider:sign`. */
  readonly signAsProvider: Call<'signAsProvider'>
  /** Sign the agreement on how the money of a line is held. By the person, or who may sign for them, or the care coordinator who records that the person signed (`saidFor`); and by an officer of the commissioner. Once both have signed, payments are made by it, and a way that was chosen and waited takes the place of the one before. Refused (`holding-unsuitable`) where the organisation that is to hold the money was ended: another way is chosen. Permission: `agreement:sign`. */
  readonly signDeploymentAgreement: Call<'signDeploymentAgreement'>
  /** Sign a reconciliation of a float for the commissioner. By somebody else than who recorded a payment that was recorded on a day of it. Permission: `organisation:write`. */
  readonly signFloatReconciliation: Call<'signFloatReconciliation'>
  /** Sign an agreement for those who pay by it. By somebody who neither wrote it nor saw to the signature of the provider. Permission: `payee:write`. */
  readonly signServiceAgreement: Call<'signServiceAgreement'>
  /** Sign the plan as it stands. The last signature that is needed sends the plan to the lowest tier that may decide. What the person signed on paper is recorded by the care coordinator. Permission: `plan:sign`. */
  readonly signSupportPlan: Call<'signSupportPlan'>
  /** Say that a crisis is over before its last day. By the person, whoever acts for them, the care coordinator, or a crisis team that looks. What the days after today would have taken is there for the next crisis. Permission: `crisis:declare`. */
  readonly standDownCrisis: Call<'standDownCrisis'>
  /** Bring over people, open cases, current services or plans of another system. As NDJSON, or but for plans CSV, in UTF-8, up to 64 MiB; the guide on imports says what each line has. Each line has an identifier of the other system: sent again, it makes nothing twice, and one that says something else than what is recorded is refused. A case begins at its beginning, on the ground that it was brought over: what was decided or signed elsewhere is not taken as decided or signed here, and no line says otherwise. A plan becomes a draft, once the person was told the amount of their budget. One import of a commissioner runs at a time. Each person who is recorded and whom a line names is shown that it did; a dry run is limited (10 in an hour, 30 in a day), and an auditor is told where what somebody began in a day names 100 people or more in dry runs or in lines that are refused (`bulk-import.many-matched`). Permission: `import:write`. */
  readonly startBulkImport: Call<'startBulkImport'>
  /** Simulate a draft over the present cases. It runs in the background over the cases of the scheme as they stand now, and changes none of them. A draft that counts points takes the ratings of each case’s completed needs assessment; of what other methods ask, a case has only what its calculation kept. Read it to see how far it is, and what came of it. Permission: `scheme:write`. */
  readonly startSimulation: Call<'startSimulation'>
  /** Say why a refused correction is wrong. Permission: `correction:write`. */
  readonly stateDisagreement: Call<'stateDisagreement'>
  /** Say what the organisation holds, and reconcile it with the book. By a broker of the organisation, for days that are over. The period begins where the one before ended. A difference needs an explanation. What was stated wrongly is corrected with `insteadOfId` until the commissioner has signed it: the first stays in the list, and stands no more. Permission: `brokerage:write`. */
  readonly stateFloatBalance: Call<'stateFloatBalance'>
  /** Say that a receipt is lost. Permission: `spending:write`. */
  readonly stateReceiptLost: Call<'stateReceiptLost'>
  /** Send an expression of interest. By the person or who acts for them. Permission: `expression:write`. */
  readonly submitExpressionOfInterest: Call<'submitExpressionOfInterest'>
  /** Put a plan before those who must sign it. Permission: `plan:write`. */
  readonly submitSupportPlan: Call<'submitSupportPlan'>
  /** Ask a GP practice to agree the health need. By the care coordinator, once the needs are assessed, where the scheme adds a health element to a social-care budget, and with the person’s consent to share with the practice for the assessment. It takes the place of what was suggested before: a change is agreed anew. Permission: `health-need:write`. */
  readonly suggestHealthNeed: Call<'suggestHealthNeed'>
  /** Take a concern, to read what is in it and look into it. Permission: `concern:handle`. */
  readonly takeConcern: Call<'takeConcern'>
  /** Record that the practice was told what was recorded for it. By somebody else than who recorded it. Permission: `health-need:write`. */
  readonly tellPractice: Call<'tellPractice'>
  /** Say that the evidence of who acts for the person was seen. By an officer of the commissioner who did not add them, and neither works nor decided on the case. Until then a representative whom the person did not choose themselves reads nothing and acts for nothing. Permission: `case:team`. */
  readonly verifyRepresentative: Call<'verifyRepresentative'>
  /** Vote on a request in the meeting or panel that decides on it. Permission: `plan:decide`. */
  readonly voteOnOffPlanRequest: Call<'voteOnOffPlanRequest'>
  /** Vote in a meeting or panel. Permission: `plan:decide`. */
  readonly voteOnSupportPlan: Call<'voteOnSupportPlan'>
  /** Take an appeal back. Permission: `appeal:write`. */
  readonly withdrawAppeal: Call<'withdrawAppeal'>
  /** Take a file back. By who put it there, while nobody has settled anything on it. What is about somebody else goes whenever that is noticed, also by an officer of the commissioner. The file is removed from the store; that it was there stays. Permission: `attachment:write`. */
  readonly withdrawAttachment: Call<'withdrawAttachment'>
  /** The person says no to a budget, at any time and without penalty. By the person or who acts for them, or recorded for them, in their own words, by the care coordinator or the commissioner. Open appeals are taken back with it; the person can appeal again. The plan and its lines close, and what was not spent is released. An agreed budget ends at once by the person’s own act alone: said by anybody else it goes on for ten working days more, in which the person can call its end off, and staff decide on it with reasons, a letter and an appeal. Permission: `expression:write`. */
  readonly withdrawCase: Call<'withdrawCase'>
  /** Withdraw a consent. By the person or who acts for them. Takes effect at once: whoever came to a case by this consent loses sight of it, whatever else is consented to. Permission: `consent:write`. */
  readonly withdrawConsent: Call<'withdrawConsent'>
  /** Take an expression of interest back. Permission: `expression:write`. */
  readonly withdrawExpressionOfInterest: Call<'withdrawExpressionOfInterest'>
  /** Give up a place on a course, or the wait for one. Permission: `course:enrol`. */
  readonly withdrawFromCourse: Call<'withdrawFromCourse'>
  /** Say that it is not asked for any more. By the person, or who acts for them; and by the broker who asked. Permission: `spending:write`. */
  readonly withdrawOffPlanRequest: Call<'withdrawOffPlanRequest'>
  /** Say that an answer is not needed any more. Permission: `request:write`. */
  readonly withdrawPersonRequest: Call<'withdrawPersonRequest'>
  /** Withdraw a plan that was begun and given up. Until the plan is before those who decide. A plan in force goes on as it is, and another can be drafted at any time. Permission: `plan:write`. */
  readonly withdrawSupportPlan: Call<'withdrawSupportPlan'>
  /** Say that it is not claimed any more. Permission: `spending:write`. */
  readonly withdrawWaitingClaim: Call<'withdrawWaitingClaim'>
}

/** Of each operation: its method, its path, what it takes in the query, what its body is, and whether it answers a stream or is done each time it is sent. */
export const sent: { readonly [Name in keyof Operations]: Sent } = {
  acceptAppeal: ['POST', '/v1/appeals/{appealId}/acceptance', [], 'json'],
  acceptCoverGap: ['POST', '/v1/cover-gaps/{coverGapId}/acceptance', [], 'json'],
  acceptReceiptLoss: ['POST', '/v1/purchases/{purchaseId}/receipt-loss/acceptance', [], 'json'],
  acceptReferral: ['POST', '/v1/referrals/{referralId}/acceptance', [], 'none'],
  addAttachment: ['POST', '/v1/cases/{caseId}/attachments', [], 'json'],
  addCaseMember: ['POST', '/v1/cases/{caseId}/members', [], 'json'],
  addStaffAccount: ['POST', '/v1/staff-members/{staffMemberId}/accounts', [], 'json'],
  adoptIndicativeBudget: ['POST', '/v1/cases/{caseId}/indicative-budget', [], 'json'],
  agreeBrokerageTime: ['POST', '/v1/cases/{caseId}/brokerage-extensions', [], 'json'],
  answerCorrectionRequest: ['POST', '/v1/correction-requests/{correctionRequestId}/answer', [], 'json'],
  answerHealthNeed: ['POST', '/v1/health-needs/{healthNeedId}/answer', [], 'json'],
  answerInformationRequest: ['POST', '/v1/information-requests/{informationRequestId}/answers', [], 'json'],
  answerObjection: ['POST', '/v1/said-for/{saidForId}/objection/answer', [], 'json'],
  answerPersonRequest: ['POST', '/v1/person-requests/{personRequestId}/answer', [], 'json'],
  answerSpendingQuestion: ['POST', '/v1/spending-questions/{spendingQuestionId}/answer', [], 'json'],
  answerSurplusRecovery: ['POST', '/v1/surplus-recoveries/{surplusRecoveryId}/answer', [], 'json'],
  approvePayRun: ['POST', '/v1/pay-runs/{payRunId}/approval', [], 'none'],
  askForExport: ['POST', '/v1/exports', [], 'json'],
  askForOffPlanSpending: ['POST', '/v1/cases/{caseId}/off-plan-requests', [], 'json'],
  askForRecordedSigning: ['POST', '/v1/cases/{caseId}/recorded-signing', [], 'none'],
  askTeam: ['POST', '/v1/cases/{caseId}/person-requests', [], 'json'],
  beginNeedsAssessment: ['POST', '/v1/cases/{caseId}/needs-assessments', [], 'json'],
  beginTakeOver: ['POST', '/v1/cases/{caseId}/take-overs', [], 'none'],
  breakGlass: ['POST', '/v1/cases/{caseId}/break-glass', [], 'json'],
  calculateBudget: ['POST', '/v1/cases/{caseId}/budget-calculations', [], 'json'],
  callOffEnding: ['POST', '/v1/cases/{caseId}/announced-ending/cancellation', [], 'none'],
  callOffPanelMeeting: ['POST', '/v1/panel-meetings/{panelMeetingId}/cancellation', [], 'json'],
  cancelPayRun: ['POST', '/v1/pay-runs/{payRunId}/cancellation', [], 'none'],
  changeCrisisContingency: ['PATCH', '/v1/cases/{caseId}/crisis-contingency', [], 'json'],
  changeCurrentService: ['PATCH', '/v1/current-services/{currentServiceId}', [], 'json'],
  changeExpressionOfInterest: ['PATCH', '/v1/expressions-of-interest/{expressionId}', [], 'json'],
  changeNeedsAssessment: ['PATCH', '/v1/needs-assessments/{needsAssessmentId}', [], 'json'],
  changePayeeContact: ['POST', '/v1/payees/{payeeId}/contact', [], 'json'],
  changePerson: ['PATCH', '/v1/people/{personId}', [], 'json'],
  changeResource: ['PATCH', '/v1/resources/{resourceId}', [], 'json'],
  changeSchemeDraft: ['PATCH', '/v1/scheme-drafts/{schemeDraftId}', [], 'json'],
  changeSchemeVersion: ['POST', '/v1/cases/{caseId}/scheme-version', [], 'json'],
  changeSupportPlan: ['PATCH', '/v1/support-plans/{supportPlanId}', [], 'json'],
  changeWebhook: ['PATCH', '/v1/webhooks/{webhookId}', [], 'json'],
  checkResource: ['POST', '/v1/resources/{resourceId}/check', [], 'none'],
  checkSupportPlan: ['GET', '/v1/support-plans/{supportPlanId}/checks', [], 'none'],
  chooseHolding: ['POST', '/v1/cases/{caseId}/line-holdings', [], 'json'],
  claimForWaiting: ['POST', '/v1/cases/{caseId}/waiting-claims', [], 'json'],
  completeNeedsAssessment: ['POST', '/v1/needs-assessments/{needsAssessmentId}/completion', [], 'none'],
  completeReview: ['POST', '/v1/reviews/{reviewId}/completion', [], 'json'],
  confirmBankAccount: ['POST', '/v1/bank-accounts/{bankAccountId}/confirmation', [], 'json'],
  confirmDeath: ['POST', '/v1/cases/{caseId}/death/confirmation', [], 'json'],
  confirmDeathInError: ['POST', '/v1/cases/{caseId}/death/error/confirmation', [], 'none'],
  confirmDifference: ['POST', '/v1/likely-doubles/{likelyDoubleId}/difference/confirmation', [], 'none'],
  confirmEndOfSignIn: ['POST', '/v1/sign-ins/{signInId}/ending/confirmation', [], 'none'],
  confirmFinding: ['POST', '/v1/reviews/{reviewId}/confirmation', [], 'json'],
  confirmIdentity: ['POST', '/v1/people/{personId}/identity-confirmations', [], 'json'],
  confirmJoin: ['POST', '/v1/likely-doubles/{likelyDoubleId}/joining/confirmation', [], 'json'],
  confirmMachineClient: ['POST', '/v1/machine-clients/{machineClientId}/confirmation', [], 'none'],
  confirmNoServices: ['POST', '/v1/cases/{caseId}/current-services/none', [], 'none'],
  confirmPublication: ['POST', '/v1/scheme-drafts/{schemeDraftId}/publication/confirmation', [], 'json'],
  confirmSignInCode: ['POST', '/v1/sign-in-codes/{signInCodeId}/confirmation', [], 'none'],
  confirmStaffAccount: ['POST', '/v1/staff-members/{staffMemberId}/accounts/confirmation', [], 'json'],
  correctPayment: ['POST', '/v1/payments/{paymentId}/correction', [], 'json'],
  createPageLink: ['POST', '/v1/cases/{caseId}/page-links', [], 'none'],
  createScheme: ['POST', '/v1/schemes', [], 'json'],
  decideAppeal: ['POST', '/v1/appeals/{appealId}/decision', [], 'json'],
  decideExpressionOfInterest: ['POST', '/v1/expressions-of-interest/{expressionId}/decision', [], 'json'],
  decideOffPlanRequest: ['POST', '/v1/off-plan-requests/{offPlanRequestId}/decision', [], 'json'],
  decideOnCoverGap: ['POST', '/v1/cover-gaps/{coverGapId}/decision', [], 'json'],
  decideOnFallback: ['POST', '/v1/support-plans/{supportPlanId}/fallback-decision', [], 'json'],
  decidePayee: ['POST', '/v1/cases/{caseId}/payees/{payeeId}/decision', [], 'json'],
  decideSpendingCheck: ['POST', '/v1/spending-checks/{spendingCheckId}/decision', [], 'json'],
  decideSupportPlan: ['POST', '/v1/support-plans/{supportPlanId}/decision', [], 'json'],
  decideSurplusRecovery: ['POST', '/v1/surplus-recoveries/{surplusRecoveryId}/decision', [], 'json'],
  decideWaitingClaim: ['POST', '/v1/waiting-claims/{waitingClaimId}/decision', [], 'json'],
  declareBrokerConflict: ['POST', '/v1/cases/{caseId}/broker-conflicts', [], 'json'],
  declareConflictOfInterest: ['POST', '/v1/support-plans/{supportPlanId}/conflicts-of-interest', [], 'json'],
  declareCrisis: ['POST', '/v1/cases/{caseId}/crisis-episodes', [], 'json'],
  declarePayeeTie: ['POST', '/v1/cases/{caseId}/payees/{payeeId}/ties', [], 'json'],
  delegateSignOff: ['POST', '/v1/delegations', [], 'json'],
  denyReferral: ['POST', '/v1/referrals/{referralId}/denial', [], 'none'],
  discloseIndicativeBudget: ['POST', '/v1/cases/{caseId}/indicative-budget/disclosure', [], 'json'],
  disputePracticeAnswer: ['POST', '/v1/health-needs/{healthNeedId}/dispute', [], 'json'],
  draftExpressionOfInterest: ['POST', '/v1/cases/{caseId}/expressions-of-interest', [], 'json'],
  draftPayRun: ['POST', '/v1/pay-runs', [], 'json'],
  draftSchemeVersion: ['POST', '/v1/schemes/{schemeId}/drafts', [], 'json'],
  draftServiceAgreement: ['POST', '/v1/service-agreements', [], 'json'],
  draftSupportPlan: ['POST', '/v1/cases/{caseId}/support-plans', [], 'json'],
  drawAuditSample: ['POST', '/v1/audit-samples', [], 'json'],
  endCase: ['POST', '/v1/cases/{caseId}/ending', [], 'json'],
  endCaseMembership: ['POST', '/v1/cases/{caseId}/members/{memberId}/departure', [], 'none'],
  endDelegation: ['POST', '/v1/delegations/{delegationId}/ending', [], 'none'],
  endLineProvider: ['POST', '/v1/plan-lines/{planLineId}/provider-ending', [], 'none'],
  endMachineClient: ['POST', '/v1/machine-clients/{machineClientId}/ending', [], 'none'],
  endOrganisation: ['POST', '/v1/organisations/{organisationId}/ending', [], 'none'],
  endPayee: ['POST', '/v1/payees/{payeeId}/ending', [], 'none'],
  endPayeeTie: ['POST', '/v1/payee-ties/{payeeTieId}/ending', [], 'json'],
  endRecordedSigning: ['POST', '/v1/cases/{caseId}/recorded-signing/withdrawal', [], 'none'],
  endResource: ['POST', '/v1/resources/{resourceId}/ending', [], 'none'],
  endSchemeCouncil: ['POST', '/v1/scheme-councils/{schemeCouncilId}/ending', [], 'none'],
  endServiceAgreement: ['POST', '/v1/service-agreements/{serviceAgreementId}/ending', [], 'json'],
  endSharingWithoutConsent: ['POST', '/v1/sharings-without-consent/{sharingId}/ending', [], 'none'],
  endSignIn: ['POST', '/v1/sign-ins/{signInId}/ending', [], 'none'],
  endStaffMember: ['POST', '/v1/staff-members/{staffMemberId}/ending', [], 'none'],
  endTakeOver: ['POST', '/v1/take-overs/{takeOverId}/end', [], 'json'],
  endWebhook: ['POST', '/v1/webhooks/{webhookId}/ending', [], 'none'],
  enrolCouncil: ['POST', '/v1/schemes/{schemeId}/councils', [], 'json'],
  enrolOnCourse: ['POST', '/v1/cases/{caseId}/course-enrolments', [], 'json'],
  escalateOffPlanRequest: ['POST', '/v1/off-plan-requests/{offPlanRequestId}/escalations', [], 'none'],
  escalateSupportPlan: ['POST', '/v1/support-plans/{supportPlanId}/escalations', [], 'json'],
  fileReceipt: ['POST', '/v1/purchases/{purchaseId}/receipt', [], 'json'],
  freezeSpending: ['POST', '/v1/concerns/{concernId}/freezes', [], 'json'],
  getAppeal: ['GET', '/v1/appeals/{appealId}', [], 'none'],
  getAttachment: ['GET', '/v1/attachments/{attachmentId}', [], 'none'],
  getAttachmentFile: ['GET', '/v1/attachments/{attachmentId}/file', [], 'none'],
  getAuditHead: ['GET', '/v1/audit-head', [], 'none'],
  getAuditKeys: ['GET', '/.well-known/audit-keys.json', [], 'none'],
  getAuditSample: ['GET', '/v1/audit-samples/{auditSampleId}', [], 'none'],
  getAuditSampleVerification: ['GET', '/v1/audit-samples/{auditSampleId}/verification', [], 'none'],
  getBrokerageBalance: ['GET', '/v1/cases/{caseId}/brokerage-balance', [], 'none'],
  getBrokerageFigures: ['GET', '/v1/brokerage-figures', ['from', 'until'], 'none'],
  getBudgetCalculation: ['GET', '/v1/budget-calculations/{budgetCalculationId}', [], 'none'],
  getBudgetExplanation: ['GET', '/v1/budget-calculations/{budgetCalculationId}/explanation', ['print'], 'none'],
  getBulkImport: ['GET', '/v1/bulk-imports/{bulkImportId}', [], 'none'],
  getCalculationVerification: ['GET', '/v1/budget-calculations/{budgetCalculationId}/verification', [], 'none'],
  getCase: ['GET', '/v1/cases/{caseId}', [], 'none'],
  getCaseTeam: ['GET', '/v1/cases/{caseId}/members', [], 'none'],
  getConcern: ['GET', '/v1/concerns/{concernId}', [], 'none'],
  getCover: ['GET', '/v1/support-plans/{supportPlanId}/cover', ['at'], 'none'],
  getCoverGap: ['GET', '/v1/cover-gaps/{coverGapId}', [], 'none'],
  getCrisisContingency: ['GET', '/v1/cases/{caseId}/crisis-contingency', [], 'none'],
  getCrisisEpisode: ['GET', '/v1/crisis-episodes/{crisisEpisodeId}', [], 'none'],
  getCrisisMeans: ['GET', '/v1/cases/{caseId}/crisis-means', [], 'none'],
  getCrisisPage: ['GET', '/v1/cases/{caseId}/crisis-contingency/page', ['print'], 'none'],
  getCurrentService: ['GET', '/v1/current-services/{currentServiceId}', [], 'none'],
  getDecision: ['GET', '/v1/decisions/{decisionId}', [], 'none'],
  getDelegation: ['GET', '/v1/delegations/{delegationId}', [], 'none'],
  getDeploymentAgreement: ['GET', '/v1/plan-lines/{planLineId}/deployment-agreement', [], 'none'],
  getEventStart: ['GET', '/v1/events/start', ['limit', 'cursor'], 'none'],
  getExportFile: ['GET', '/v1/exports/{recordsExportId}/file', [], 'none', 'stream'],
  getExpressionOfInterest: ['GET', '/v1/expressions-of-interest/{expressionId}', [], 'none'],
  getFallbackDecision: ['GET', '/v1/support-plans/{supportPlanId}/fallback-decision', [], 'none'],
  getFloat: ['GET', '/v1/organisations/{organisationId}/float', [], 'none'],
  getFloatReconciliation: ['GET', '/v1/float-reconciliations/{floatReconciliationId}', [], 'none'],
  getHealthNeed: ['GET', '/v1/health-needs/{healthNeedId}', [], 'none'],
  getHealthNeedPatient: ['GET', '/v1/health-needs/{healthNeedId}/patient', [], 'none'],
  getIndicativeBudget: ['GET', '/v1/cases/{caseId}/indicative-budget', [], 'none'],
  getJointFindings: ['GET', '/v1/needs-assessments/{needsAssessmentId}/joint-findings', [], 'none'],
  getLetter: ['GET', '/v1/decisions/{decisionId}/letter', ['print'], 'none'],
  getLetterToPost: ['GET', '/v1/decisions/{decisionId}/letter/to-post', ['print'], 'none'],
  getMachineClient: ['GET', '/v1/machine-clients/{machineClientId}', [], 'none'],
  getMe: ['GET', '/v1/me', [], 'none'],
  getNeedsAssessment: ['GET', '/v1/needs-assessments/{needsAssessmentId}', [], 'none'],
  getNoServices: ['GET', '/v1/cases/{caseId}/current-services/none', [], 'none'],
  getNotificationPreferences: ['GET', '/v1/me/notification-preferences', [], 'none'],
  getOffPlanRequest: ['GET', '/v1/off-plan-requests/{offPlanRequestId}', [], 'none'],
  getOpenReferral: ['GET', '/v1/open-referral', [], 'none'],
  getOpenReferralService: ['GET', '/v1/open-referral/services/{resourceId}', [], 'none'],
  getOrganisation: ['GET', '/v1/organisations/{organisationId}', [], 'none'],
  getOutcomeProgress: ['GET', '/v1/cases/{caseId}/outcome-progress', [], 'none'],
  getOwnLine: ['GET', '/v1/own-lines/{planLineId}', [], 'none'],
  getPanelMeeting: ['GET', '/v1/panel-meetings/{panelMeetingId}', [], 'none'],
  getPayRun: ['GET', '/v1/pay-runs/{payRunId}', [], 'none'],
  getPayee: ['GET', '/v1/payees/{payeeId}', [], 'none'],
  getPerson: ['GET', '/v1/people/{personId}', [], 'none'],
  getPersonOfCase: ['GET', '/v1/cases/{caseId}/person', [], 'none'],
  getPersonRecord: ['GET', '/v1/people/{personId}/record', [], 'none'],
  getPersonRecordPage: ['GET', '/v1/people/{personId}/record-page', ['print'], 'none'],
  getPersonRequest: ['GET', '/v1/person-requests/{personRequestId}', [], 'none'],
  getPlanCosts: ['GET', '/v1/support-plans/{supportPlanId}/costs', ['from', 'until'], 'none'],
  getProblemKind: ['GET', '/problems/{code}', [], 'none'],
  getPurchase: ['GET', '/v1/purchases/{purchaseId}', [], 'none'],
  getReadiness: ['GET', '/v1/expressions-of-interest/{expressionId}/readiness', [], 'none'],
  getReceiptFile: ['GET', '/v1/purchases/{purchaseId}/receipt/file', [], 'none'],
  getReferral: ['GET', '/v1/cases/{caseId}/referral', [], 'none'],
  getResource: ['GET', '/v1/resources/{resourceId}', [], 'none'],
  getReview: ['GET', '/v1/reviews/{reviewId}', [], 'none'],
  getSafeContact: ['GET', '/v1/people/{personId}/safe-contact', [], 'none'],
  getScheme: ['GET', '/v1/schemes/{schemeId}', [], 'none'],
  getSchemeDraft: ['GET', '/v1/scheme-drafts/{schemeDraftId}', [], 'none'],
  getSchemeTransparency: ['GET', '/v1/schemes/{schemeId}/transparency', [], 'none'],
  getSchemeVersion: ['GET', '/v1/schemes/{schemeId}/versions/{schemeVersion}', [], 'none'],
  getSecurityContact: ['GET', '/.well-known/security.txt', [], 'none'],
  getServiceAgreement: ['GET', '/v1/service-agreements/{serviceAgreementId}', [], 'none'],
  getSignOffFigures: ['GET', '/v1/sign-off-figures', ['schemeId', 'from', 'until'], 'none'],
  getSignOffRoute: ['GET', '/v1/support-plans/{supportPlanId}/sign-off-route', [], 'none'],
  getSimulation: ['GET', '/v1/simulations/{simulationId}', [], 'none'],
  getSpenders: ['GET', '/v1/support-plans/{supportPlanId}/spenders', [], 'none'],
  getSpendingCheck: ['GET', '/v1/spending-checks/{spendingCheckId}', [], 'none'],
  getSpendingOutlook: ['GET', '/v1/cases/{caseId}/spending-outlook', [], 'none'],
  getSpendingQuestion: ['GET', '/v1/spending-questions/{spendingQuestionId}', [], 'none'],
  getStaffMember: ['GET', '/v1/staff-members/{staffMemberId}', [], 'none'],
  getStatement: ['GET', '/v1/cases/{caseId}/statement', [], 'none'],
  getStatementFile: ['GET', '/v1/cases/{caseId}/statement/file', ['from', 'until', 'asOf'], 'none'],
  getStatementPage: ['GET', '/v1/cases/{caseId}/statement/page', ['print', 'from', 'until', 'asOf'], 'none'],
  getStatus: ['GET', '/_status', [], 'none'],
  getSupportPlan: ['GET', '/v1/support-plans/{supportPlanId}', [], 'none'],
  getSupportPlanVersion: ['GET', '/v1/support-plans/{supportPlanId}/versions/{version}', [], 'none'],
  getSurplusRecovery: ['GET', '/v1/surplus-recoveries/{surplusRecoveryId}', [], 'none'],
  getTakeOver: ['GET', '/v1/take-overs/{takeOverId}', [], 'none'],
  getUnmetNeedFigures: ['GET', '/v1/unmet-need-figures', ['from', 'until'], 'none'],
  getWaitingClaim: ['GET', '/v1/waiting-claims/{waitingClaimId}', [], 'none'],
  getWaitingClaimFile: ['GET', '/v1/waiting-claims/{waitingClaimId}/file', [], 'none'],
  getWebhook: ['GET', '/v1/webhooks/{webhookId}', [], 'none'],
  getWhatStays: ['GET', '/v1/cases/{caseId}/what-stays', [], 'none'],
  getWhoToCall: ['GET', '/v1/cases/{caseId}/who-to-call', ['at'], 'none'],
  giveConsent: ['POST', '/v1/people/{personId}/consents', [], 'json'],
  handOverBrokerage: ['POST', '/v1/cases/{caseId}/broker-hand-overs', [], 'json'],
  holdPayment: ['POST', '/v1/payments/{paymentId}/hold', [], 'none'],
  importPayRunResults: ['POST', '/v1/pay-runs/{payRunId}/results', [], 'json'],
  importResources: ['POST', '/v1/resource-imports', [], 'json'],
  issueSignInCode: ['POST', '/v1/people/{personId}/sign-in-codes', [], 'json'],
  liftFreeze: ['POST', '/v1/spending-freezes/{spendingFreezeId}/lifting', [], 'json'],
  liftLegalHold: ['POST', '/v1/legal-holds/{legalHoldId}/lifting', [], 'none'],
  liftReceiptPause: ['POST', '/v1/purchases/{purchaseId}/receipt-pause/lifting', [], 'json'],
  liftRestriction: ['POST', '/v1/people/{personId}/restriction/lifting', [], 'none'],
  linkSignIn: ['POST', '/v1/sign-ins', [], 'json'],
  listAllSharingsWithoutConsent: ['GET', '/v1/sharings-without-consent', ['limit', 'cursor'], 'none'],
  listAllUnmatchedCardFeedLines: ['GET', '/v1/unmatched-card-feed-lines', ['limit', 'cursor', 'paidBy'], 'none'],
  listAppeals: ['GET', '/v1/cases/{caseId}/appeals', ['limit', 'cursor', 'status', 'open', 'late', 'dueSince', 'dueBy', 'lodgedSince', 'endedSince', 'updatedSince'], 'none'],
  listAskedOfPractice: ['GET', '/v1/health-needs', ['limit', 'cursor'], 'none'],
  listAttachments: ['GET', '/v1/cases/{caseId}/attachments', ['limit', 'cursor', 'ofId', 'updatedSince'], 'none'],
  listAuditSampleItems: ['GET', '/v1/audit-samples/{auditSampleId}/items', ['limit', 'cursor'], 'none'],
  listAuditSamples: ['GET', '/v1/audit-samples', ['limit', 'cursor'], 'none'],
  listBreakGlass: ['GET', '/v1/break-glass', ['limit', 'cursor'], 'none'],
  listBreakGlassOfPerson: ['GET', '/v1/people/{personId}/break-glass', ['limit', 'cursor'], 'none'],
  listBrokerConflicts: ['GET', '/v1/cases/{caseId}/broker-conflicts', ['limit', 'cursor'], 'none'],
  listBrokerHandOvers: ['GET', '/v1/cases/{caseId}/broker-hand-overs', ['limit', 'cursor'], 'none'],
  listBrokerQualifications: ['GET', '/v1/staff-members/{staffMemberId}/broker-qualifications', ['limit', 'cursor'], 'none'],
  listBrokerageExtensions: ['GET', '/v1/cases/{caseId}/brokerage-extensions', ['limit', 'cursor'], 'none'],
  listBrokerageTime: ['GET', '/v1/cases/{caseId}/brokerage-time', ['limit', 'cursor'], 'none'],
  listBudgetBankAccounts: ['GET', '/v1/cases/{caseId}/bank-accounts', ['limit', 'cursor'], 'none'],
  listBudgetCalculations: ['GET', '/v1/cases/{caseId}/budget-calculations', ['limit', 'cursor'], 'none'],
  listBulkImportLines: ['GET', '/v1/bulk-imports/{bulkImportId}/lines', ['limit', 'cursor', 'outcome'], 'none'],
  listBulkImports: ['GET', '/v1/bulk-imports', ['limit', 'cursor'], 'none'],
  listCapacityAssessments: ['GET', '/v1/cases/{caseId}/capacity-assessments', ['limit', 'cursor'], 'none'],
  listCardFeedLines: ['GET', '/v1/cases/{caseId}/card-feed-lines', ['limit', 'cursor'], 'none'],
  listCasePauses: ['GET', '/v1/cases/{caseId}/pauses', ['limit', 'cursor'], 'none'],
  listCases: ['GET', '/v1/cases', ['limit', 'cursor', 'schemeId', 'schemeCode', 'trustId', 'personId', 'reference', 'identifier', 'stage', 'waitingFor', 'memberId', 'late', 'reviewDueBy', 'updatedSince', 'open', 'sort', 'expand'], 'none'],
  listConcernPurchases: ['GET', '/v1/concerns/{concernId}/purchases', ['limit', 'cursor'], 'none'],
  listConcerns: ['GET', '/v1/concerns', ['limit', 'cursor', 'level', 'dueBy', 'sort'], 'none'],
  listConflictsOfInterest: ['GET', '/v1/support-plans/{supportPlanId}/conflicts-of-interest', [], 'none'],
  listConsents: ['GET', '/v1/people/{personId}/consents', ['limit', 'cursor'], 'none'],
  listCorrectionRequests: ['GET', '/v1/people/{personId}/correction-requests', ['limit', 'cursor'], 'none'],
  listCourseEnrolments: ['GET', '/v1/cases/{caseId}/course-enrolments', ['limit', 'cursor'], 'none'],
  listCourseSessions: ['GET', '/v1/resources/{resourceId}/sessions', ['limit', 'cursor'], 'none'],
  listCoverGaps: ['GET', '/v1/cases/{caseId}/cover-gaps', ['limit', 'cursor'], 'none'],
  listCrisisContingencies: ['GET', '/v1/cases/{caseId}/crisis-contingencies', [], 'none'],
  listCrisisEpisodes: ['GET', '/v1/cases/{caseId}/crisis-episodes', ['limit', 'cursor'], 'none'],
  listCrisisLooks: ['GET', '/v1/crisis-looks', ['limit', 'cursor'], 'none'],
  listCrisisLooksOfPerson: ['GET', '/v1/people/{personId}/crisis-looks', ['limit', 'cursor'], 'none'],
  listCurrentServices: ['GET', '/v1/cases/{caseId}/current-services', ['limit', 'cursor'], 'none'],
  listDeadWebhookDeliveries: ['GET', '/v1/webhooks/{webhookId}/dead-deliveries', ['limit', 'cursor'], 'none'],
  listDecisions: ['GET', '/v1/cases/{caseId}/decisions', ['limit', 'cursor'], 'none'],
  listDelegations: ['GET', '/v1/delegations', ['limit', 'cursor'], 'none'],
  listDeploymentAgreements: ['GET', '/v1/cases/{caseId}/deployment-agreements', ['limit', 'cursor'], 'none'],
  listEvents: ['GET', '/v1/events', ['limit', 'cursor', 'from', 'type', 'caseId', 'wait'], 'none'],
  listExports: ['GET', '/v1/exports', ['limit', 'cursor'], 'none'],
  listExpressionsOfInterest: ['GET', '/v1/cases/{caseId}/expressions-of-interest', ['limit', 'cursor'], 'none'],
  listFloatPayments: ['GET', '/v1/organisations/{organisationId}/float-payments', ['limit', 'cursor'], 'none'],
  listFloatReconciliations: ['GET', '/v1/organisations/{organisationId}/float-reconciliations', ['limit', 'cursor'], 'none'],
  listFloats: ['GET', '/v1/floats', ['limit', 'cursor', 'late'], 'none'],
  listFormerDetails: ['GET', '/v1/people/{personId}/former-details', ['limit', 'cursor'], 'none'],
  listGiveBacks: ['GET', '/v1/cases/{caseId}/give-backs', ['limit', 'cursor'], 'none'],
  listHealthNeeds: ['GET', '/v1/cases/{caseId}/health-needs', ['limit', 'cursor'], 'none'],
  listInstruments: ['GET', '/v1/needs-instruments', [], 'none'],
  listLapsingEvidence: ['GET', '/v1/lapsing-payee-evidence', ['limit', 'cursor'], 'none'],
  listLapsingQualifications: ['GET', '/v1/lapsing-broker-qualifications', ['limit', 'cursor'], 'none'],
  listLapsingServiceAgreements: ['GET', '/v1/lapsing-service-agreements', ['limit', 'cursor'], 'none'],
  listLeftOver: ['GET', '/v1/period-ends', ['limit', 'cursor'], 'none'],
  listLegalHolds: ['GET', '/v1/people/{personId}/legal-holds', ['limit', 'cursor'], 'none'],
  listLetters: ['GET', '/v1/cases/{caseId}/letters', ['limit', 'cursor'], 'none'],
  listLettersToGive: ['GET', '/v1/letters-to-give', ['limit', 'cursor', 'trustId'], 'none'],
  listLikelyDoubles: ['GET', '/v1/likely-doubles', ['limit', 'cursor'], 'none'],
  listLineHoldings: ['GET', '/v1/cases/{caseId}/line-holdings', ['limit', 'cursor'], 'none'],
  listLineMoves: ['GET', '/v1/cases/{caseId}/line-moves', ['limit', 'cursor'], 'none'],
  listLinePauses: ['GET', '/v1/cases/{caseId}/line-pauses', ['limit', 'cursor'], 'none'],
  listLineProviders: ['GET', '/v1/plan-lines/{planLineId}/providers', ['limit', 'cursor'], 'none'],
  listMachineClients: ['GET', '/v1/machine-clients', ['limit', 'cursor'], 'none'],
  listMarkedPurchases: ['GET', '/v1/marked-purchases', ['limit', 'cursor'], 'none'],
  listMeasures: ['GET', '/v1/outcome-measures', [], 'none'],
  listMissingReceipts: ['GET', '/v1/missing-receipts', ['limit', 'cursor', 'organisationId', 'boughtSince', 'boughtBy'], 'none'],
  listMissingReceiptsOfCase: ['GET', '/v1/cases/{caseId}/missing-receipts', ['limit', 'cursor'], 'none'],
  listNeedsAssessments: ['GET', '/v1/cases/{caseId}/needs-assessments', ['limit', 'cursor'], 'none'],
  listNotifications: ['GET', '/v1/me/notifications', ['limit', 'cursor'], 'none'],
  listNotificationsOfCase: ['GET', '/v1/cases/{caseId}/notifications', ['limit', 'cursor'], 'none'],
  listOffPlanRequests: ['GET', '/v1/cases/{caseId}/off-plan-requests', ['limit', 'cursor'], 'none'],
  listOpenCorrectionRequests: ['GET', '/v1/correction-requests', ['limit', 'cursor'], 'none'],
  listOpenReferralServices: ['GET', '/v1/open-referral/services', ['page', 'per_page'], 'none'],
  listOpenSpendingChecks: ['GET', '/v1/spending-checks', ['limit', 'cursor'], 'none'],
  listOrganisations: ['GET', '/v1/organisations', ['limit', 'cursor', 'code', 'kind', 'identifier', 'updatedSince', 'sort'], 'none'],
  listOverdueReviews: ['GET', '/v1/overdue-reviews', ['limit', 'cursor', 'expand'], 'none'],
  listOwnInvoices: ['GET', '/v1/own-invoices', ['limit', 'cursor'], 'none'],
  listOwnLines: ['GET', '/v1/own-lines', ['limit', 'cursor'], 'none'],
  listOwnPayments: ['GET', '/v1/own-payments', ['limit', 'cursor'], 'none'],
  listOwnServiceAgreements: ['GET', '/v1/own-service-agreements', ['limit', 'cursor', 'updatedSince'], 'none'],
  listPanelMeetings: ['GET', '/v1/cases/{caseId}/panel-meetings', ['limit', 'cursor'], 'none'],
  listPayRunPayments: ['GET', '/v1/pay-runs/{payRunId}/payments', ['limit', 'cursor', 'again'], 'none'],
  listPayRuns: ['GET', '/v1/pay-runs', ['limit', 'cursor', 'status', 'paySince', 'payBy', 'updatedSince', 'sort'], 'none'],
  listPayeeBankAccounts: ['GET', '/v1/payees/{payeeId}/bank-accounts', ['limit', 'cursor'], 'none'],
  listPayeeDecisions: ['GET', '/v1/cases/{caseId}/payee-decisions', ['limit', 'cursor'], 'none'],
  listPayeeQuestions: ['GET', '/v1/cases/{caseId}/payee-questions', ['limit', 'cursor'], 'none'],
  listPayeeTies: ['GET', '/v1/cases/{caseId}/payee-ties', ['limit', 'cursor'], 'none'],
  listPayees: ['GET', '/v1/payees', ['limit', 'cursor', 'kind', 'organisationId', 'open', 'updatedSince', 'sort'], 'none'],
  listPayments: ['GET', '/v1/cases/{caseId}/payments', ['limit', 'cursor', 'state', 'dueSince', 'dueBy', 'updatedSince', 'sort'], 'none'],
  listPeriodEnds: ['GET', '/v1/cases/{caseId}/period-ends', ['limit', 'cursor'], 'none'],
  listPersonRequests: ['GET', '/v1/cases/{caseId}/person-requests', ['limit', 'cursor'], 'none'],
  listProviderStops: ['GET', '/v1/cases/{caseId}/provider-stops', ['limit', 'cursor'], 'none'],
  listPurchases: ['GET', '/v1/cases/{caseId}/purchases', ['limit', 'cursor', 'planLineId', 'receiptMissing', 'boughtSince', 'boughtBy', 'updatedSince', 'sort'], 'none'],
  listPurchasesWithoutFeedLine: ['GET', '/v1/cases/{caseId}/purchases-without-feed-line', ['limit', 'cursor'], 'none'],
  listReads: ['GET', '/v1/record-reads', ['limit', 'cursor', 'actorId', 'from', 'until'], 'none'],
  listReadsOfPerson: ['GET', '/v1/people/{personId}/reads', ['limit', 'cursor'], 'none'],
  listRecordOpenings: ['GET', '/v1/people/{personId}/restriction/openings', ['limit', 'cursor'], 'none'],
  listReferrals: ['GET', '/v1/referrals', ['limit', 'cursor'], 'none'],
  listRestrictedRecords: ['GET', '/v1/restricted-records', ['limit', 'cursor'], 'none'],
  listReviews: ['GET', '/v1/cases/{caseId}/reviews', ['limit', 'cursor', 'status', 'kind', 'late', 'dueSince', 'dueBy', 'doneSince', 'updatedSince'], 'none'],
  listReviewsDue: ['GET', '/v1/reviews-due', ['limit', 'cursor', 'expand'], 'none'],
  listReviewsDueSoon: ['GET', '/v1/reviews-due-soon', ['limit', 'cursor', 'expand'], 'none'],
  listSaidForMe: ['GET', '/v1/cases/{caseId}/said-for-me', ['limit', 'cursor'], 'none'],
  listSchemeCouncils: ['GET', '/v1/schemes/{schemeId}/councils', ['limit', 'cursor'], 'none'],
  listSchemeDrafts: ['GET', '/v1/schemes/{schemeId}/drafts', ['limit', 'cursor'], 'none'],
  listSchemeVersions: ['GET', '/v1/schemes/{schemeId}/versions', [], 'none'],
  listSchemes: ['GET', '/v1/schemes', ['limit', 'cursor', 'code'], 'none'],
  listServiceAgreements: ['GET', '/v1/service-agreements', ['limit', 'cursor', 'updatedSince'], 'none'],
  listSharingsWithoutConsent: ['GET', '/v1/people/{personId}/sharings-without-consent', ['limit', 'cursor'], 'none'],
  listSignInCodes: ['GET', '/v1/people/{personId}/sign-in-codes', ['limit', 'cursor'], 'none'],
  listSignIns: ['GET', '/v1/sign-ins', ['limit', 'cursor'], 'none'],
  listSignInsOfPerson: ['GET', '/v1/people/{personId}/sign-ins', ['limit', 'cursor'], 'none'],
  listSimulations: ['GET', '/v1/scheme-drafts/{schemeDraftId}/simulations', ['limit', 'cursor'], 'none'],
  listSocialCareBudgets: ['GET', '/v1/cases/{caseId}/social-care-budgets', ['limit', 'cursor'], 'none'],
  listSpendingChecks: ['GET', '/v1/cases/{caseId}/spending-checks', ['limit', 'cursor'], 'none'],
  listSpendingQuestions: ['GET', '/v1/spending-questions', ['limit', 'cursor'], 'none'],
  listSpendingQuestionsOfCase: ['GET', '/v1/cases/{caseId}/spending-questions', ['limit', 'cursor'], 'none'],
  listStaffMembers: ['GET', '/v1/staff-members', ['limit', 'cursor'], 'none'],
  listStatementEntries: ['GET', '/v1/cases/{caseId}/statement/entries', ['limit', 'cursor', 'from', 'until', 'asOf'], 'none'],
  listSupportPlans: ['GET', '/v1/cases/{caseId}/support-plans', ['limit', 'cursor', 'updatedSince'], 'none'],
  listSupportPlansByIdentifier: ['GET', '/v1/support-plans', ['limit', 'cursor', 'identifier'], 'none'],
  listSurplusRecoveries: ['GET', '/v1/cases/{caseId}/surplus-recoveries', ['limit', 'cursor'], 'none'],
  listTakeOvers: ['GET', '/v1/cases/{caseId}/take-overs', ['limit', 'cursor'], 'none'],
  listTasks: ['GET', '/v1/tasks', ['limit', 'cursor', 'caseId', 'step', 'dueBy', 'expand', 'sort'], 'none'],
  listTimeline: ['GET', '/v1/cases/{caseId}/timeline', ['limit', 'cursor'], 'none'],
  listUnansweredReferrals: ['GET', '/v1/unanswered-referrals', ['limit', 'cursor'], 'none'],
  listUnconfirmedIdentities: ['GET', '/v1/unconfirmed-identities', ['limit', 'cursor'], 'none'],
  listUnmatchedCardFeedLines: ['GET', '/v1/cases/{caseId}/unmatched-card-feed-lines', ['limit', 'cursor'], 'none'],
  listUnmetNeeds: ['GET', '/v1/cases/{caseId}/unmet-needs', ['limit', 'cursor'], 'none'],
  listWaitingBankAccounts: ['GET', '/v1/waiting-bank-accounts', ['limit', 'cursor'], 'none'],
  listWaitingClaims: ['GET', '/v1/cases/{caseId}/waiting-claims', ['limit', 'cursor'], 'none'],
  listWebhookDeliveries: ['GET', '/v1/webhooks/{webhookId}/deliveries', ['limit', 'cursor', 'status', 'late', 'dueBy', 'settledSince'], 'none'],
  listWebhooks: ['GET', '/v1/webhooks', ['limit', 'cursor'], 'none'],
  lodgeAppeal: ['POST', '/v1/decisions/{decisionId}/appeals', [], 'json'],
  lookInCrisis: ['POST', '/v1/people/{personId}/crisis-looks', [], 'json'],
  makePaymentFile: ['POST', '/v1/pay-runs/{payRunId}/file', [], 'json', 'each-time'],
  matchCardFeedLine: ['POST', '/v1/card-feed-lines/{cardFeedLineId}/match', [], 'json'],
  moveBetweenLines: ['POST', '/v1/cases/{caseId}/line-moves', [], 'json'],
  movePanelMeeting: ['POST', '/v1/panel-meetings/{panelMeetingId}/moves', [], 'json'],
  nameLineProvider: ['POST', '/v1/plan-lines/{planLineId}/providers', [], 'json'],
  noteOnConcern: ['POST', '/v1/concerns/{concernId}/notes', [], 'json'],
  objectToConsent: ['POST', '/v1/consents/{consentId}/objection', [], 'none'],
  objectToSaidFor: ['POST', '/v1/said-for/{saidForId}/objection', [], 'json'],
  openCase: ['POST', '/v1/cases', [], 'json'],
  openRestrictedRecord: ['POST', '/v1/people/{personId}/restriction/openings', [], 'json'],
  pauseCase: ['POST', '/v1/cases/{caseId}/pauses', [], 'json'],
  pauseLines: ['POST', '/v1/cases/{caseId}/line-pauses', [], 'json'],
  ping: ['GET', '/_ping', [], 'none'],
  placeLegalHold: ['POST', '/v1/people/{personId}/legal-holds', [], 'json'],
  previewBudget: ['POST', '/v1/cases/{caseId}/budget-previews', [], 'json'],
  proposeBudgetBankAccount: ['POST', '/v1/cases/{caseId}/bank-accounts', [], 'json'],
  proposeDifference: ['POST', '/v1/likely-doubles/{likelyDoubleId}/difference', [], 'none'],
  proposeJoin: ['POST', '/v1/likely-doubles/{likelyDoubleId}/joining', [], 'json'],
  proposePayeeBankAccount: ['POST', '/v1/payees/{payeeId}/bank-accounts', [], 'json'],
  proposePublication: ['POST', '/v1/scheme-drafts/{schemeDraftId}/publication', [], 'json'],
  proposeSurplusRecovery: ['POST', '/v1/cases/{caseId}/surplus-recoveries', [], 'json'],
  raiseConcern: ['POST', '/v1/cases/{caseId}/concerns', [], 'json'],
  recordAuditFinding: ['POST', '/v1/audit-samples/{auditSampleId}/items/{itemId}/finding', [], 'json'],
  recordBankAccountTelling: ['POST', '/v1/bank-accounts/{bankAccountId}/telling', [], 'json'],
  recordBrokerQualification: ['POST', '/v1/staff-members/{staffMemberId}/broker-qualifications', [], 'json'],
  recordBrokerageTime: ['POST', '/v1/cases/{caseId}/brokerage-time', [], 'json'],
  recordCapacityAssessment: ['POST', '/v1/cases/{caseId}/capacity-assessments', [], 'json'],
  recordConsentWithdrawal: ['POST', '/v1/consents/{consentId}/recorded-withdrawal', [], 'json'],
  recordCrisisContingency: ['POST', '/v1/cases/{caseId}/crisis-contingency/recorded-changes', [], 'json'],
  recordDeathInError: ['POST', '/v1/cases/{caseId}/death/error', [], 'json'],
  recordExpressionSubmission: ['POST', '/v1/expressions-of-interest/{expressionId}/recorded-submission', [], 'json'],
  recordFloatPayment: ['POST', '/v1/organisations/{organisationId}/float-payments', [], 'json'],
  recordGiveBack: ['POST', '/v1/plan-lines/{planLineId}/give-backs', [], 'json'],
  recordHearing: ['POST', '/v1/panel-meetings/{panelMeetingId}/hearing', [], 'json'],
  recordJointFinding: ['POST', '/v1/needs-assessments/{needsAssessmentId}/joint-findings', [], 'json'],
  recordKeptBudget: ['POST', '/v1/cases/{caseId}/announced-ending/recorded-cancellation', [], 'json'],
  recordLetterDelivery: ['POST', '/v1/decisions/{decisionId}/letter/delivery', [], 'json'],
  recordPayeeEvidence: ['POST', '/v1/payees/{payeeId}/evidence', [], 'json'],
  recordPracticeAnswer: ['POST', '/v1/health-needs/{healthNeedId}/recorded-answer', [], 'json'],
  recordProviderSignature: ['POST', '/v1/service-agreements/{serviceAgreementId}/recorded-signature', [], 'json'],
  recordPurchase: ['POST', '/v1/plan-lines/{planLineId}/purchases', [], 'json'],
  recordPurchaseOfLine: ['POST', '/v1/card-feed-lines/{cardFeedLineId}/purchase', [], 'json'],
  recordTelling: ['POST', '/v1/panel-meetings/{panelMeetingId}/telling', [], 'json'],
  recordUnmetNeed: ['POST', '/v1/cases/{caseId}/unmet-needs', [], 'json'],
  referPerson: ['POST', '/v1/referrals', [], 'json'],
  refuseBankAccount: ['POST', '/v1/bank-accounts/{bankAccountId}/refusal', [], 'json'],
  registerCurrentService: ['POST', '/v1/cases/{caseId}/current-services', [], 'json'],
  registerMachineClient: ['POST', '/v1/machine-clients', [], 'json'],
  registerOrganisation: ['POST', '/v1/organisations', [], 'json'],
  registerPayee: ['POST', '/v1/payees', [], 'json'],
  registerPerson: ['POST', '/v1/people', [], 'json'],
  registerResource: ['POST', '/v1/resources', [], 'json'],
  registerSocialCareBudget: ['POST', '/v1/cases/{caseId}/social-care-budgets', [], 'json'],
  registerStaffMember: ['POST', '/v1/staff-members', [], 'json'],
  registerWebhook: ['POST', '/v1/webhooks', [], 'json'],
  releasePayment: ['POST', '/v1/payments/{paymentId}/release', [], 'none'],
  removeFromTeam: ['POST', '/v1/cases/{caseId}/members/{memberId}/removal', [], 'json'],
  renewServiceAgreement: ['POST', '/v1/service-agreements/{serviceAgreementId}/renewal', [], 'json'],
  renewSpendingCheck: ['POST', '/v1/spending-checks/{spendingCheckId}/renewal', [], 'json'],
  reopenPayee: ['POST', '/v1/payees/{payeeId}/reopening', [], 'json'],
  replayWebhookDeliveries: ['POST', '/v1/webhooks/{webhookId}/replays', [], 'json'],
  replyToPractice: ['POST', '/v1/health-needs/{healthNeedId}/reply', [], 'json'],
  reportLikelyDouble: ['POST', '/v1/likely-doubles', [], 'json'],
  reportProviderStopped: ['POST', '/v1/organisations/{organisationId}/stops', [], 'json'],
  requestCorrection: ['POST', '/v1/people/{personId}/correction-requests', [], 'json'],
  requestInformation: ['POST', '/v1/expressions-of-interest/{expressionId}/information-requests', [], 'json'],
  requestPersonRecord: ['POST', '/v1/people/{personId}/record-requests', [], 'json'],
  restrictRecord: ['POST', '/v1/people/{personId}/restriction', [], 'json'],
  resumeCase: ['POST', '/v1/cases/{caseId}/resumption', [], 'none'],
  resumeLine: ['POST', '/v1/line-pauses/{linePauseId}/resumption', [], 'none'],
  reversePurchase: ['POST', '/v1/purchases/{purchaseId}/reversal', [], 'json'],
  reviewPayRun: ['POST', '/v1/pay-runs/{payRunId}/review', [], 'none'],
  rotateWebhookSecret: ['POST', '/v1/webhooks/{webhookId}/secrets', [], 'none'],
  sayHowToBeHeard: ['POST', '/v1/panel-meetings/{panelMeetingId}/hearing-wish', [], 'json'],
  scheduleCourseSession: ['POST', '/v1/resources/{resourceId}/sessions', [], 'json'],
  scheduleReview: ['POST', '/v1/cases/{caseId}/reviews', [], 'json'],
  searchPayees: ['GET', '/v1/payees-by-name', ['name'], 'none'],
  searchPeople: ['POST', '/v1/people/searches', [], 'json', 'each-time'],
  searchResources: ['GET', '/v1/resources', ['limit', 'cursor', 'text', 'kind', 'cost', 'language', 'culture', 'fromBy', 'area', 'need'], 'none'],
  sendAttachmentFile: ['POST', '/v1/attachments/{attachmentId}/file', [], 'file'],
  sendCardFeed: ['POST', '/v1/cases/{caseId}/card-feeds', [], 'json'],
  sendReceiptFile: ['POST', '/v1/purchases/{purchaseId}/receipt/file', [], 'file'],
  sendTestEvent: ['POST', '/v1/webhooks/{webhookId}/test-events', [], 'none'],
  sendWaitingClaimFile: ['POST', '/v1/waiting-claims/{waitingClaimId}/file', [], 'file'],
  setCaseIdentifiers: ['POST', '/v1/cases/{caseId}/identifiers', [], 'json'],
  setNotificationPreferences: ['POST', '/v1/me/notification-preferences', [], 'json'],
  setOrganisationAddress: ['POST', '/v1/organisations/{organisationId}/address', [], 'json'],
  setOrganisationIdentifiers: ['POST', '/v1/organisations/{organisationId}/identifiers', [], 'json'],
  setPanelMeeting: ['POST', '/v1/support-plans/{supportPlanId}/meetings', [], 'json'],
  setPersonIdentifiers: ['POST', '/v1/people/{personId}/identifiers', [], 'json'],
  setSafeContact: ['POST', '/v1/people/{personId}/safe-contact', [], 'json'],
  setSupportPlanIdentifiers: ['POST', '/v1/support-plans/{supportPlanId}/identifiers', [], 'json'],
  settleConcern: ['POST', '/v1/concerns/{concernId}/settlement', [], 'json'],
  shareWithoutConsent: ['POST', '/v1/people/{personId}/sharings-without-consent', [], 'json'],
  signAsProvider: ['POST', '/v1/service-agreements/{serviceAgreementId}/provider-signature', [], 'none'],
  signDeploymentAgreement: ['POST', '/v1/plan-lines/{planLineId}/deployment-agreement/signatures', [], 'json'],
  signFloatReconciliation: ['POST', '/v1/float-reconciliations/{floatReconciliationId}/signature', [], 'none'],
  signServiceAgreement: ['POST', '/v1/service-agreements/{serviceAgreementId}/signature', [], 'none'],
  signSupportPlan: ['POST', '/v1/support-plans/{supportPlanId}/signatures', [], 'json'],
  standDownCrisis: ['POST', '/v1/crisis-episodes/{crisisEpisodeId}/stand-down', [], 'none'],
  startBulkImport: ['POST', '/v1/bulk-imports', ['kind', 'dryRun'], 'lines'],
  startSimulation: ['POST', '/v1/scheme-drafts/{schemeDraftId}/simulations', [], 'none'],
  stateDisagreement: ['POST', '/v1/correction-requests/{correctionRequestId}/statement', [], 'json'],
  stateFloatBalance: ['POST', '/v1/organisations/{organisationId}/float-reconciliations', [], 'json'],
  stateReceiptLost: ['POST', '/v1/purchases/{purchaseId}/receipt-loss', [], 'json'],
  submitExpressionOfInterest: ['POST', '/v1/expressions-of-interest/{expressionId}/submission', [], 'none'],
  submitSupportPlan: ['POST', '/v1/support-plans/{supportPlanId}/submission', [], 'none'],
  suggestHealthNeed: ['POST', '/v1/cases/{caseId}/health-needs', [], 'json'],
  takeConcern: ['POST', '/v1/concerns/{concernId}/taking', [], 'none'],
  tellPractice: ['POST', '/v1/health-needs/{healthNeedId}/telling', [], 'json'],
  verifyRepresentative: ['POST', '/v1/cases/{caseId}/members/{memberId}/verification', [], 'json'],
  voteOnOffPlanRequest: ['POST', '/v1/off-plan-requests/{offPlanRequestId}/votes', [], 'json'],
  voteOnSupportPlan: ['POST', '/v1/support-plans/{supportPlanId}/votes', [], 'json'],
  withdrawAppeal: ['POST', '/v1/appeals/{appealId}/withdrawal', [], 'none'],
  withdrawAttachment: ['POST', '/v1/attachments/{attachmentId}/withdrawal', [], 'json'],
  withdrawCase: ['POST', '/v1/cases/{caseId}/withdrawal', [], 'json'],
  withdrawConsent: ['POST', '/v1/consents/{consentId}/withdrawal', [], 'none'],
  withdrawExpressionOfInterest: ['POST', '/v1/expressions-of-interest/{expressionId}/withdrawal', [], 'none'],
  withdrawFromCourse: ['POST', '/v1/course-enrolments/{courseEnrolmentId}/withdrawal', [], 'none'],
  withdrawOffPlanRequest: ['POST', '/v1/off-plan-requests/{offPlanRequestId}/withdrawal', [], 'none'],
  withdrawPersonRequest: ['POST', '/v1/person-requests/{personRequestId}/withdrawal', [], 'none'],
  withdrawSupportPlan: ['POST', '/v1/support-plans/{supportPlanId}/withdrawal', [], 'none'],
  withdrawWaitingClaim: ['POST', '/v1/waiting-claims/{waitingClaimId}/withdrawal', [], 'none'],
}
export type Sent = readonly [
  method: string,
  path: string,
  query: readonly string[],
  body: 'none' | 'json' | 'merge-patch' | 'file' | 'lines',
  how?: 'stream' | 'each-time',
]
