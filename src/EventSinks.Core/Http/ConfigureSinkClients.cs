using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace EventSinks.Http;

/// <summary>Tells the client factory how the client of a name is made, by looking its transport up.</summary>
internal sealed class ConfigureSinkClients(SinkTransports transports, GuardedConnector connector) : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    // Unused handlers go after an hour; changed addresses are met sooner, by PooledConnectionLifetime.
    private static readonly TimeSpan HandlerLifetime = TimeSpan.FromHours(1);

    private const int MaxAnswerBytes = 4 * 1024 * 1024;

    public void Configure(HttpClientFactoryOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, HttpClientFactoryOptions options)
    {
        if (name is null || transports.Find(name) is not { } transport)
        {
            return;
        }

        options.HandlerLifetime = HandlerLifetime;
        options.HttpMessageHandlerBuilderActions.Add(builder =>
        {
            builder.PrimaryHandler = SinkHandlerFactory.Create(transport, connector);
            if (!transport.Settings.AddressFromOperator)
            {
                builder.AdditionalHandlers.Add(new TcpOnlyHandler());
            }
        });
        options.HttpClientActions.Add(SetUp);
    }

    /// <summary>Sets what every sink's client has in common.</summary>
    public static void SetUp(HttpClient client)
    {
        // The attempt's token bounds every request.
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.MaxResponseContentBufferSize = MaxAnswerBytes;
    }
}
