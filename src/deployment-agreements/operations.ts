import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { findToSign, toAgreement, toAgreementToSign } from './agreement-of-line.ts'
import { getSpenders } from './get-spenders.ts'
import { listAgreements } from './repository.ts'
import { DeploymentAgreement, DeploymentAgreementPage, LineSpenders, NewAgreementSignature } from './schemas.ts'
import { signDeploymentAgreement } from './sign-deployment-agreement.ts'

export const deploymentAgreementOperations = operationsOf('Spending', [
  get('getSpenders', '/support-plans/:supportPlanId/spenders', {
    summary: 'See who may spend from each line of a plan, before it is agreed and after',
    permission: 'plan:read',
    gives: LineSpenders,
    of: belongingTo('support_plan'),
    read: getSpenders,
  }),
  get('getDeploymentAgreement', '/plan-lines/:planLineId/deployment-agreement', {
    summary: 'Read the agreement on how the money of a line is held, and who has signed it',
    description:
      'For money that is paid into somebody’s hands: a direct payment, a pre-paid card, or an organisation that holds it. Where another way was chosen and waits, it is the agreement on that way.',
    permission: 'plan:read',
    gives: DeploymentAgreement,
    of: belongingTo('plan_line'),
    read: findToSign,
    tell: toAgreementToSign,
  }),
  write('signDeploymentAgreement', 'POST /plan-lines/:planLineId/deployment-agreement/signatures', {
    summary: 'Sign the agreement on how the money of a line is held',
    description:
      'By the person, or who may sign for them, or the care coordinator who records that the person signed (`saidFor`); and by an officer of the commissioner. Once both have signed, payments are made by it, and a way that was chosen and waited takes the place of the one before. Refused (`holding-unsuitable`) where the organisation that is to hold the money was ended: another way is chosen.',
    permission: 'agreement:sign',
    problems: [409, 422],
    body: NewAgreementSignature,
    gives: { 201: DeploymentAgreement },
    run: signDeploymentAgreement,
  }),
  list('listDeploymentAgreements', '/cases/:caseId/deployment-agreements', {
    summary: 'List the agreements on how money is held, newest first',
    permission: 'plan:read',
    gives: DeploymentAgreementPage,
    of: findCase,
    read: listAgreements,
    tell: toAgreement,
  }),
])
