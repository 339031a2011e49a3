using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;
using Microsoft.Extensions.Logging;

namespace EventSinks.Testing.Broken;

/// <summary>Logs the token.</summary>
[Breaks(39)]
[ExportEventSink("logging")]
public sealed class LoggingFactory(ISinkHttp http, IStackCredentials credentials, ILoggerFactory loggers) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context)
    {
        var logger = loggers.CreateLogger("logging");
        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.LogInformation("A sink with token {Token} is made", options.Token);
        }

        return base.Create(options, context);
    }
}
