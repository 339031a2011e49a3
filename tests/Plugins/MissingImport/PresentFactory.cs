using EventSinks;
using Plugins.Shared;

namespace MissingImport;

/// <summary>The good type beside the broken one.</summary>
[ExportEventSink("present")]
public sealed class PresentFactory : SilentFactory;
