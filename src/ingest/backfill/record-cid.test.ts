import { dataToCborBlock } from '@atproto/repo';
