using System.Text.Json;
using EventSinks.OpenStack.Answers;

namespace EventSinks.OpenStack.Catalog;

/// <summary>Reads the catalog that comes with a token. What lacks a type or a URL serves nobody and is passed over.</summary>
internal static class CatalogReader
{
    /// <summary>Gives the endpoints in the catalog's own order.</summary>
    /// <param name="token">The <c>token</c> object of Keystone's answer.</param>
    /// <exception cref="InvalidOperationException">A text is none.</exception>
    public static ServiceCatalog Read(JsonElement token)
    {
        var endpoints =
            from service in JsonText.Items(token, "catalog")
            let type = JsonText.Of(service, "type")
            where type is not null
            from endpoint in JsonText.Items(service, "endpoints")
            let url = JsonText.Of(endpoint, "url")
            where !string.IsNullOrWhiteSpace(url)
            select new CatalogEndpoint(
                type,
                InterfaceName.Of(JsonText.Of(endpoint, "interface")),
                JsonText.Of(endpoint, "region_id") ?? JsonText.Of(endpoint, "region") ?? "",
                url);
        return new([.. endpoints]);
    }
}
