export { admission } from './admission.ts'
export { decisionPanel } from './panel.tsx'
export { admissionRooms } from './rooms.tsx'
