using System.Composition;
using EventSinks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Plugins.Shared;

namespace ShipsShared;

/// <summary>Imports, by attributes and types of which it ships copies of its own, what only the host can give.</summary>
[ExportEventSink("ships-shared")]
[method: ImportingConstructor]
public sealed class ShipsSharedFactory(ILoggerFactory loggers, IConfigurationSection settings, ISinkHttp http) : SilentFactory
{
    protected override string Place
    {
        get
        {
            loggers.CreateLogger("ShipsShared").Log(LogLevel.Information, "it logs");
            return $"{settings.Key} with {http.GetClient(new()).GetType().Name}";
        }
    }
}
