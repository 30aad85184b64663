export { openSpark } from './open-spark.ts'
