# An API on Rails that issues its tokens itself, at /oauth/token.
# Its one client is in CLIENT_ID and CLIENT_SECRET.
require 'action_controller/railtie'
require 'active_record/railtie'
require 'doorkeeper'

ENV['RAILS_ENV'] = 'production'
ENV['DATABASE_URL'] = "sqlite3:#{Dir.pwd}/doorkeeper.sqlite3?pool=16&timeout=5000"

class App < Rails::Application
  config.root = __dir__
  config.load_defaults 6.1
  config.eager_load = false
  config.secret_key_base = SecureRandom.hex(64)
  config.hosts = ['localhost']
  config.logger = Logger.new($stderr)
  config.log_level = :warn
  routes.append do
    use_doorkeeper { skip_controllers :applications, :authorized_applications, :authorizations }
    get '/v1/things' => 'things#index'
  end
end

Doorkeeper.configure do
  orm :active_record
  api_only
  grant_flows %w[client_credentials]
  resource_owner_authenticator { nil }
  access_token_expires_in 7200
  default_scopes :public
end

App.initialize!

ActiveRecord::Schema.verbose = false
ActiveRecord::Schema.define do
  create_table :oauth_applications do |t|
    t.string :name, null: false
    t.string :uid, null: false
    t.string :secret, null: false
    t.text :redirect_uri
    t.string :scopes, null: false, default: ''
    t.boolean :confidential, null: false, default: true
    t.timestamps null: false
  end
  create_table :oauth_access_grants do |t|
    t.integer :resource_owner_id
    t.references :application
    t.string :token
    t.integer :expires_in
    t.text :redirect_uri
    t.datetime :created_at
    t.datetime :revoked_at
    t.string :scopes, default: ''
  end
  create_table :oauth_access_tokens do |t|
    t.integer :resource_owner_id
    t.references :application
    t.string :token, null: false
    t.string :refresh_token
    t.integer :expires_in
    t.datetime :revoked_at
    t.datetime :created_at, null: false
    t.string :scopes
    t.string :previous_refresh_token, default: '', null: false
  end
end

Doorkeeper::Application.create!(
  name: 'a customer',
  uid: ENV.fetch('CLIENT_ID'),
  secret: ENV.fetch('CLIENT_SECRET'),
  redirect_uri: 'https://localhost/unused'
)

class ThingsController < ActionController::API
  before_action :doorkeeper_authorize!

  def index
    render json: { things: [] }
  end
end

run Rails.application
