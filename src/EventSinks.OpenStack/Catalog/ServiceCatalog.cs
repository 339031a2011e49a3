using System.Collections.Immutable;
using EventSinks.OpenStack.Answers;

namespace EventSinks.OpenStack.Catalog;

/// <summary>What a cloud offers to a token. Immutable.</summary>
internal sealed class ServiceCatalog(ImmutableArray<CatalogEndpoint> endpoints)
{
    private const string SetEndpoint = "or set OS_ENDPOINT (messaging_endpoint_override in clouds.yaml)";

    // The official type and its alias, as in os-service-types.
    private static readonly string[] MessageTypes = ["message", "messaging"];

    /// <summary>Gives the message service's URL: the first that fits, the official service type before its alias.</summary>
    /// <param name="region">The region, case-sensitive; null for any.</param>
    /// <param name="wantedInterface">The interface, however it is written.</param>
    /// <exception cref="OpenStackException"><see cref="OpenStackFailure.NoEndpoint"/>: none fits; the message names what there is.</exception>
    public string FindMessaging(string? region, string wantedInterface)
    {
        var name = InterfaceName.Of(wantedInterface);
        region = string.IsNullOrEmpty(region) ? null : region;
        foreach (var type in MessageTypes)
        {
            foreach (var endpoint in endpoints)
            {
                if (endpoint.ServiceType == type && endpoint.Interface == name && (region is null || endpoint.Region == region))
                {
                    return endpoint.Url;
                }
            }
        }

        throw new OpenStackException(OpenStackFailure.NoEndpoint, Gap(region, name));
    }

    // Names the first of service, interface and region that is not there, since a person mends one at a time.
    private string Gap(string? region, string name)
    {
        if (endpoints.IsEmpty)
        {
            return $"The token has no service catalog, as tokens without a project have none: set the project to sign in to, {SetEndpoint}.";
        }

        var messaging = endpoints.Where(endpoint => MessageTypes.Contains(endpoint.ServiceType, StringComparer.Ordinal)).ToList();
        if (messaging.Count == 0)
        {
            return $"The cloud's catalog has no endpoint of service type message or messaging: use a cloud with Zaqar, {SetEndpoint}. "
                + $"Its service types: {Names(endpoints.Select(endpoint => endpoint.ServiceType))}";
        }

        var shown = OneLine.Of(name);
        var ofInterface = messaging.Where(endpoint => endpoint.Interface == name).ToList();
        return ofInterface.Count == 0
            ? $"The message service has no endpoint for interface '{shown}': set another interface, {SetEndpoint}. "
                + $"Its interfaces: {Names(messaging.Select(endpoint => endpoint.Interface))}"
            : $"The message service has no endpoint for interface '{shown}' in region '{OneLine.Of(region)}': set another region (names are "
                + $"case-sensitive), {SetEndpoint}. Its regions: {Names(ofInterface.Select(endpoint => endpoint.Region))}";
    }

    private static string Names(IEnumerable<string> names)
    {
        var sorted = names.Select(name => name.Length > 0 ? name : "(none)").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return $"{NameList.Of(sorted)}.";
    }
}
