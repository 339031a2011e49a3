namespace EventSinks.OpenStack.Catalog;

/// <summary>One endpoint of a service catalog.</summary>
/// <param name="ServiceType">The service's type, such as <c>messaging</c>.</param>
/// <param name="Interface">Who it is for: <c>public</c>, <c>internal</c> or <c>admin</c>, without the <c>URL</c> that older catalogs append.</param>
/// <param name="Region">The region's id; empty if it has none.</param>
/// <param name="Url">The address as the catalog writes it.</param>
internal sealed record CatalogEndpoint(string ServiceType, string Interface, string Region, string Url);
