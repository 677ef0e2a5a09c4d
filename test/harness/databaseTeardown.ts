export { stopDatabaseServer as default } from './databaseServer';
