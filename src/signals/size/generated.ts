const GENERATED =
  /(?:^|\/)(?:dist|build|out|lib-cov|generated|__generated__|gen|\.next|public\/assets|bundles?)\/|[-_.](?:min|bundle|bundled|chunk|generated|gen|g|pb|pb2|pb2_grpc|grpc|designer)\.[\w.]{1,12}$|\.(?:map|snap|lock|pbxproj|Designer\.cs)$|_pb2?\.(?:py|js|ts)$|\.pb\.(?:go|cc|h)$|(?:^|\/)zz_generated\.[\w.-]{1,80}$/i;
const VENDORED =
  /(?:^|\/)(?:vendor|vendored|third[-_]?party|3rdparty|external|externals|deps|node_modules|bower_components|jspm_packages|Godeps|Pods|Carthage|contrib\/(?:libs?|minizip)|\.yarn\/(?:releases|plugins|cache)|gnulib|subprojects)\//i;

/** No name needs more to be recognised. */
const READ_CHARS = 4096;

/** Whether the name is one that tools give to what they make. Anybody may give it to anything. */
export const isGenerated = (path: string): boolean => GENERATED.test(path.slice(-READ_CHARS));

/** Whether the file lies where other people's code is kept. Anybody may put anything there. */
export const isVendored = (path: string): boolean => VENDORED.test(path.slice(-READ_CHARS));
