using EventSinks;
using Plugins.Shared;

namespace MissingImport;

[ExportEventSink("missing-import")]
public sealed class MissingImportFactory(Wanted wanted) : SilentFactory
{
    protected override string Place => wanted.Place;
}
