/** What stands for the steps that would tell how needs were rated. */
export const assessedAmount = 'The needs assessment came to this amount. How each part was rated is not shown to you.'
