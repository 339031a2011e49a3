using EventSinks;
using Plugins.Shared;

namespace Good;

[ExportEventSink("good")]
public sealed class GoodFactory : SilentFactory
{
    protected override string Place => GoodDependency.Place.Name;
}
