export { admission } from './admission.ts'
export { admissionRooms } from './rooms.tsx'
