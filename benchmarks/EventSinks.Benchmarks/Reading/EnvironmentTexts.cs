using System.Text;

namespace EventSinks.Benchmarks.Reading;

/// <summary>The environments that are read.</summary>
internal static class EnvironmentTexts
{
    /// <summary>Gets 20 lines as people write them.</summary>
    public const string Small =
        """
        # The web shop, as it is in production.
        parameters:
          image: debian-12
          flavor: m1.small
          key_name: "deploy"
          instances: 3
          enable_monitoring: yes
          volume_size: 0x40
          networks: [public, private]
        parameter_defaults:
          CloudDomain: example.com
          Debug: false
        resource_registry:
          OS::Nova::Server: my_server.yaml
          resources:
            web: {hooks: [pre-create, pre-update]}
        event_sinks:
          - type: zaqar-queue
            target: shop-events
            ttl: 3600

        """;

    /// <summary>Makes one with 10,000 parameters and 200 sinks, about 354 kB.</summary>
    public static string Large()
    {
        var text = new StringBuilder("parameters:\n");
        for (var i = 0; i < 10_000; i++)
        {
            _ = (i % 4) switch
            {
                0 => text.Append($"  param_{i:00000}: a plain value, number {i:0000}\n"),
                1 => text.Append($"  param_{i:00000}: {i}\n"),
                2 => text.Append($"  param_{i:00000}: \"a quoted value {i:00000}\"\n"),
                _ => text.Append($"  param_{i:00000}: [a{i:0000}, b{i:0000}, true]\n"),
            };
        }

        text.Append("event_sinks:\n");
        for (var i = 0; i < 200; i++)
        {
            text.Append($"  - type: zaqar-queue\n    target: queue-{i:000}\n    ttl: {60 + i}\n");
        }

        return text.ToString();
    }
}
