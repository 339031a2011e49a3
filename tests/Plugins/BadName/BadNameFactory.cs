using EventSinks;
using Plugins.Shared;

namespace BadName;

[ExportEventSink("Bad Name!")]
public sealed class BadNameFactory : SilentFactory;
