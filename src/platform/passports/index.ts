export { type PhotoReading, readPhoto } from './read-photo.ts'
export { stateOf } from './states.ts'
export { type NoZone, readZone, type Zone, type ZoneReading } from './zone.ts'
