export { type Population, type TrueFamily, type TruePerson } from './truth.ts'
export { type PopulationOptions, buildPopulation } from './population.ts'
