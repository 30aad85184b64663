export { applyVisits } from './apply.ts'
export {
  type NewCampaign,
  type ReceivedMember,
  type ReceivedVisit,
  createCampaign,
  drawFrame,
  receiveVisits,
} from './receive.ts'
export { type ReviewRules, reviewVisits } from './review.ts'
