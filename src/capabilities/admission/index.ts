export { admission } from './admission.ts'
export { aboutThePerson, ownAnswers, partsAnswered } from './own-answers.ts'
export { decisionPanel } from './panel.tsx'
export { admissionRooms } from './rooms.tsx'
