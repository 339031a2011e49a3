using EventSinks;
using Plugins.Shared;

namespace GoodTwin;

[ExportEventSink("good")]
public sealed class GoodTwinFactory : SilentFactory
{
    protected override string Place => GoodDependency.Place.Name;
}
