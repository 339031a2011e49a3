using EventSinks;
using Plugins.Shared;

namespace LeavesTrace;

[ExportEventSink("leaves-trace")]
public sealed class LeavesTraceFactory : SilentFactory;
