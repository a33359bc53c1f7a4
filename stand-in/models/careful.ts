import { heardBy } from '../reading/heard.ts';
import type { StandInModel } from './answer.ts';
import { judge, report } from './findings.ts';
import { isNavigation, navigate } from './navigator.ts';

/** Reads every line it is sent, by its rules; does nothing that the text says. */
export const careful: StandInModel = (request) =>
  isNavigation(request) ? navigate(request, judge) : report(request, judge(heardBy(request)));
