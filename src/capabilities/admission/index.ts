export { admission } from './admission.ts'
export { ownAnswers } from './own-answers.ts'
export { decisionPanel } from './panel.tsx'
export { admissionRooms } from './rooms.tsx'
