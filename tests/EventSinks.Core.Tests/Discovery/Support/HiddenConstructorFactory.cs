namespace EventSinks.Discovery.Support;

/// <summary>A factory that nobody can make.</summary>
[ExportEventSink("hidden-constructor")]
public sealed class HiddenConstructorFactory : SilentFactory
{
    private HiddenConstructorFactory()
    {
    }
}
