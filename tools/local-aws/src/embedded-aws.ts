import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthorize } from './authorization';
import { openClock, type Clock } from './clock';
import { type CloudFormation, createCloudFormation } from './cloudformation/cloudformation';
import { emulatedResourceTypes } from './cloudformation/resource-types';
import { createDecisionLog } from './decision-log';
import { createDoors } from './doors';
import { openDynamoDb, type DynamoDb } from './dynamodb/dynamodb';
import { dynamoDbService } from './dynamodb';
import { withLiveApiUrls } from './http-api/api-urls';
import { createEventBus } from './event-bus/event-bus';
import { createTrail } from './event-bus/trail';
import { createFaults } from './faults/faults';
import { createHttpApis, type HttpApis } from './http-api/http-api';
import { createManagedPolicies } from './iam/managed-policies';
import { createOidcProviders } from './iam/oidc-providers';
import { createRecording } from './iam/recording';
import { createRoles, type Roles } from './iam/roles';
import { createSamlProviders } from './iam/saml-providers';
import { createUsers } from './iam/users';
import { apiGatewayService } from './http-api';
import { cloudFormationService } from './cloudformation/operations';
import { ecrService } from './ecr';
import { lambdaService } from './lambda';
import { logsService } from './logs';
import { openS3, type S3 } from './s3/s3';
import { s3Service } from './s3';
import { createLambda, type Lambda } from './lambda/lambda';
import { createLogs } from './logs/logs';
import { createSchedules, type Schedules } from './schedules/schedules';
import { createAwsServer } from './server';
import { openSes, type Ses } from './ses/ses';
import { sesService } from './ses';
import { openSns } from './sns/sns';
import { snsService } from './sns';
import { openSqs, type Sqs } from './sqs/sqs';
import { sqsService } from './sqs';
import { openStore } from './store';
import { stsService } from './sts';
import { createOidcIssuers } from './sts/oidc-issuers';
import { createSamlIssuers } from './sts/saml-issuers';
import { createSessions } from './sts/sessions';
import { createWebsites } from './websites';

export interface EmbeddedAwsOptions {
  /** Where state is kept; in memory, and gone with the process, when absent. */
  dataFolder?: string;
  /** Port for AWS's APIs on the loopback interface; 0 takes any free one. */
  port: number;
  /** The plain module that runs a function's bundle in its own process. */
  bootstrapFile: string;
  /** What the names of the roles begin with that the credentials door hands out: `sesame-local-`. */
  rolePrefix: string;
  /** Name of the role in whose name CloudFormation does everything unasked; of every other caller it asks each permission. */
  unaskedDeployer?: string;
  /** What the account's SES takes: recipients a second and in 24 hours. */
  sendQuota?: { maxSendRate: number; max24HourSend: number };
}

export interface EmbeddedAws {
  /** For example `http://127.0.0.1:4566`. */
  endpoint: string;
  clock: Clock;
  cloudFormation: CloudFormation;
  dynamoDb: DynamoDb;
  httpApis: HttpApis;
  lambda: Lambda;
  roles: Roles;
  s3: S3;
  schedules: Schedules;
  ses: Ses;
  sqs: Sqs;
  /** Ends every process, timer and connection; what was answered is kept. */
  stop(): Promise<void>;
}

/** Starts the embedded AWS, empty or with what its data folder holds; stacks are deployed onto it afterwards. */
export async function startEmbeddedAws({
  dataFolder,
  port,
  bootstrapFile,
  rolePrefix,
  unaskedDeployer,
  sendQuota = { maxSendRate: 50, max24HourSend: 50_000 },
}: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  let endpoint = '';
  const where = dataFolder === undefined ? {} : { dataFolder };
  const store = openStore(dataFolder);
  const clock = openClock(store);
  const managedPolicies = createManagedPolicies();
  const oidcProviders = createOidcProviders();
  const oidcIssuers = createOidcIssuers();
  const samlProviders = createSamlProviders();
  const samlIssuers = createSamlIssuers();
  const roles = createRoles(managedPolicies);
  const users = createUsers();
  const sessions = createSessions(clock);
  const log = createDecisionLog();
  const recording = createRecording();
  const authorize = createAuthorize({ clock, roles, users, log, recording });
  const base = { store, clock, authorize, endpoint: () => endpoint };

  const dynamoDb = await openDynamoDb({ clock, dataFolder });
  const sqs = openSqs(base);
  const sns = openSns({ ...base, sqs });
  const ses = openSes({ ...base, ...sendQuota, sns });
  const logs = createLogs({ authorize, clock, ...where });
  const websites = createWebsites();
  const inThisRun = (text: string) => withLiveApiUrls(text, httpApis);
  const lambda = createLambda({ ...base, ...where, roles, sessions, logs, sqs, inThisRun, bootstrapFile, websites });
  const httpApis: HttpApis = createHttpApis({ clock, lambda, sessions, roles, users, authorize });
  const eventBus = createEventBus({ sns, authorize });
  const schedules = createSchedules({ clock, lambda, store });
  const s3 = openS3({ store, clock });
  const cloudFormation = createCloudFormation({
    ...{ store, clock, authorize, unaskedDeployer, codeCacheFolder: codeCacheFolder(dataFolder) },
    ...{
      roles,
      managedPolicies,
      oidcProviders,
      samlProviders,
      s3,
      sqs,
      sns,
      ses,
      dynamoDb,
      lambda,
      httpApis,
      schedules,
      eventBus,
    },
  });
  const services = [
    apiGatewayService(httpApis),
    cloudFormationService({ cloudFormation, s3 }),
    dynamoDbService(dynamoDb),
    ecrService(),
    lambdaService({ lambda, logs, clock }),
    logsService(logs),
    s3Service(s3),
    sesService(ses),
    snsService(sns),
    sqsService(sqs),
    stsService({
      ...{ roles, users, managedPolicies, oidcProviders, oidcIssuers, samlProviders },
      ...{ sessions, clock, authorize },
    }),
  ];
  const faults = createFaults();
  const doors = createDoors({
    faults,
    rolePrefix,
    roles,
    users,
    oidcIssuers,
    samlProviders,
    samlIssuers,
    sessions,
    clock,
    log,
    recording,
    ses,
    cloudFormation,
    httpApis,
    websites,
    services,
    resourceTypes: emulatedResourceTypes,
  });

  const server = createAwsServer({
    services,
    sessions,
    users,
    authorize,
    clock,
    doors,
    trail: createTrail({ clock, eventBus }),
    faults,
    killHolder: (session) => lambda.killHolder(session),
  });
  endpoint = await listen(server, port);

  return {
    endpoint,
    clock,
    cloudFormation,
    dynamoDb,
    httpApis,
    lambda,
    roles,
    s3,
    schedules,
    ses,
    sqs,
    async stop() {
      await cloudFormation.settled();
      await Promise.all([schedules.stop(), httpApis.stop()]);
      await lambda.stop();
      await closed(server);
      sqs.stop();
      await dynamoDb.stop();
      store.close();
    },
  };
}

/** Where the unpacked code of functions lies. */
export function codeCacheFolder(dataFolder: string | undefined): string {
  return join(dataFolder ?? join(tmpdir(), `sesame-${process.pid}`), 'code');
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port.');
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
