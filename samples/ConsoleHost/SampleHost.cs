using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ConsoleHost;

/// <summary>What this program sets differently from any other host.</summary>
internal static class SampleHost
{
    /// <summary>Gets the folder that the sink type <c>json-lines</c> writes below.</summary>
    public static string EventsFolder { get; } = Path.Combine(AppContext.BaseDirectory, "events");

    public static void UseSampleDefaults(this HostApplicationBuilder builder)
    {
        // An operator would write this in appsettings.json.
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Sinks:json-lines:folder", EventsFolder)]);

        // The output belongs to the story; warnings go beside it.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddSimpleConsole(static console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(static options =>
            options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
