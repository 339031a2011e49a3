using System.Text.Json;

namespace ConsoleHost.Engine;

/// <summary>The template of this sample: a server in a network of its own, with a volume and a public address.</summary>
internal static class TestStack
{
    public static IReadOnlyList<Resource> Resources { get; } =
    [
        new("network", "OS::Neutron::Net", TimeSpan.FromSeconds(0.8))
        {
            Properties = JsonElement.Parse("""{"name": "private", "admin_state_up": true}"""),
        },
        new("subnet", "OS::Neutron::Subnet", TimeSpan.FromSeconds(0.6), "network")
        {
            Properties = JsonElement.Parse("""{"cidr": "10.0.0.0/24"}"""),
        },
        new("volume", "OS::Cinder::Volume", TimeSpan.FromSeconds(1.9))
        {
            Properties = JsonElement.Parse("""{"size": 10}"""),
        },
        new("server", "OS::Nova::Server", TimeSpan.FromSeconds(2), "subnet", "volume")
        {
            Properties = JsonElement.Parse("""{"flavor": "m1.small", "image": "debian-12"}"""),
            HasPreCreateHook = true,
        },
        new("floating_ip", "OS::Neutron::FloatingIP", TimeSpan.FromSeconds(0.5), "server")
        {
            Properties = JsonElement.Parse("""{"floating_network": "public"}"""),
        },
    ];
}
